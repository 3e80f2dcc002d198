export const FROM_PROGRAM = "program";
export const lower = 1;
export const SUM = 1 + 2;
