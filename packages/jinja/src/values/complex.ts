import { ZeroDivisionError } from "../errors.ts";
import { float_digits } from "./float_text.ts";

/** A Python complex number: a negative base with a fractional exponent gives one. */
export class Complex {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }
  toString(): string {
    const imag = `${part(this.imag)}j`;
    if (this.real === 0 && !Object.is(this.real, -0)) return imag;
    const sign = this.imag < 0 || Object.is(this.imag, -0) ? "" : "+";
    return `(${part(this.real)}${sign}${imag})`;
  }
}

/** Integral parts print without `.0` in a complex number. */
function part(value: number): string {
  const text = float_digits(value);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

/** `a op b` for two complex numbers. */
export function complex_arithmetic(op: "+" | "-" | "*" | "/" | "**", a: Complex, b: Complex): Complex {
  if (op === "+") return new Complex(a.real + b.real, a.imag + b.imag);
  if (op === "-") return new Complex(a.real - b.real, a.imag - b.imag);
  if (op === "*") {
    return new Complex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
  }
  return op === "/" ? divide(a, b) : power(a, b);
}

/** Smith's method, which CPython uses: no overflow where the result has none. */
function divide(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) throw new ZeroDivisionError("complex division by zero");
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    const ratio = b.imag / b.real;
    const scale = b.real + b.imag * ratio;
    return new Complex((a.real + a.imag * ratio) / scale, (a.imag - a.real * ratio) / scale);
  }
  const ratio = b.real / b.imag;
  const scale = b.real * ratio + b.imag;
  return new Complex((a.real * ratio + a.imag) / scale, (a.imag * ratio - a.real) / scale);
}

function power(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imag === 0) return new Complex(1, 0);
  if (a.real === 0 && a.imag === 0) {
    if (b.imag !== 0 || b.real < 0) throw new ZeroDivisionError("0.0 to a negative or complex power");
    return new Complex(0, 0);
  }
  if (b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100) return whole_power(a, b.real);
  const size = Math.hypot(a.real, a.imag);
  const angle = Math.atan2(a.imag, a.real);
  let length = size ** b.real;
  let turn = angle * b.real;
  if (b.imag !== 0) {
    length *= Math.exp(-b.imag * angle);
    turn += b.imag * Math.log(size);
  }
  return new Complex(length * Math.cos(turn), length * Math.sin(turn));
}

/** CPython multiplies small whole powers out, which differs from the polar form in the last digits. */
function whole_power(base: Complex, exponent: number): Complex {
  let result = new Complex(1, 0);
  let factor = base;
  for (let mask = 1; mask <= Math.abs(exponent); mask *= 2) {
    if (Math.abs(exponent) & mask) result = complex_arithmetic("*", result, factor);
    factor = complex_arithmetic("*", factor, factor);
  }
  return exponent < 0 ? divide(new Complex(1, 0), result) : result;
}
