from datetime import datetime, timezone

from flask import Flask
from werkzeug.http import (
    dump_header,
    dump_options_header,
    http_date,
    parse_date,
    parse_dict_header,
    parse_list_header,
    parse_options_header,
    parse_set_header,
)
from werkzeug.security import check_password_hash, generate_password_hash, safe_join
from werkzeug.utils import secure_filename

log = []
app = Flask(__name__)


def names():
    for name in ("My cool movie.mov", "../../../etc/passwd", "i contain cool \xfcml\xe4uts.txt", "..", "a\\b/c", "  . x  ", "日本.txt", "CON.txt"):
        log.append(secure_filename(name))


def paths():
    for parts in (("a", "b"), ("a", "../b"), ("a", "/b"), ("a", "b/../c"), ("a", ""), ("a", "b", "..", "c"), ("a", "..")):
        log.append(str(safe_join(*parts)))


KNOWN = "scrypt:32768:8:1$salt$" + (
    "e0c3f6ec8be9e6b1b1a4f6a8b44dc3ecac5f7ac80e2e6e2ec9bcf2b1d2a5b0d3"
    "e0c3f6ec8be9e6b1b1a4f6a8b44dc3ecac5f7ac80e2e6e2ec9bcf2b1d2a5b0d3"
)


def passwords():
    made = generate_password_hash("secret")
    log.append(f"{made.split('$')[0]} {len(made.split('$')[1])} {len(made.split('$')[2])}")
    log.append(f"{check_password_hash(made, 'secret')} {check_password_hash(made, 'Secret')}")
    made = generate_password_hash("ä", method="pbkdf2:sha256:1000", salt_length=8)
    log.append(f"{made.split('$')[0]} {len(made.split('$')[1])} {check_password_hash(made, 'ä')}")
    log.append(
        str(check_password_hash("pbkdf2:sha256:1000$abc$" + "0" * 64, "x"))
        + str(check_password_hash("no hash", "x"))
        + str(check_password_hash(KNOWN, "x"))
    )


def dates():
    log.append(http_date(datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)))
    log.append(http_date(0))
    for text in (
        "Fri, 02 Jan 2026 03:04:05 GMT",
        "Friday, 02-Jan-26 03:04:05 GMT",
        "Fri Jan  2 03:04:05 2026",
        "Fri, 02 Jan 2026 03:04:05 +0200",
        "no date",
        "",
    ):
        date = parse_date(text)
        log.append("None" if date is None else str(int(date.timestamp())))


def headers():
    for value in ('text/html; charset="utf-8"; q=1', "a/b;x=\"y;z\\\"\"", "form-data; name*=UTF-8''%C3%A4; n", "", "x; *=1; a*0=b; a*1=c"):
        key, options = parse_options_header(value)
        log.append(f"{key} {sorted(options.items())}")
    log.append(str(parse_list_header('a, "b, c", d')))
    log.append(str(sorted(parse_dict_header('a="1, 2", b=c, d').items())))
    log.append(dump_header(["a b", "c"]) + "|" + dump_header({"a": "b c", "d": "1"}))
    log.append(dump_options_header("a/b", {"x": "y z", "n": None, "u": "ä"}))
    log.append(str(list(parse_set_header("Token, token, Other"))))
