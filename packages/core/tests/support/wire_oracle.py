"""What real Werkzeug and Flask make of requests, forms and responses: a JSON list of [kind, case] in, outcomes out."""

import base64
import io
import json
import sys
import warnings
from datetime import datetime, timezone
from urllib.parse import unquote

from flask.wrappers import Request as FlaskRequest
from flask.wrappers import Response
from werkzeug.exceptions import HTTPException
from werkzeug.http import dump_cookie
from werkzeug.sansio.http import parse_cookie
from werkzeug.wrappers import Request

warnings.simplefilter("ignore")


class LimitedRequest(Request):
    max_form_memory_size = 500_000
    max_form_parts = 1000


def make_request(case):
    path, _, query = case["target"].partition("?")
    body = base64.b64decode(case.get("body", ""))
    environ = {
        "REQUEST_METHOD": case["method"],
        "SCRIPT_NAME": case.get("root_path", "").encode().decode("latin1"),
        "PATH_INFO": unquote(path).encode().decode("latin1"),
        "QUERY_STRING": query,
        "wsgi.url_scheme": case.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "SERVER_NAME": "srv",
        "SERVER_PORT": "8080",
        "REMOTE_ADDR": "9.9.9.9",
    }
    for name, value in case["headers"]:
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        # servers join what is repeated, cookies with a semicolon
        joint = ";" if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return LimitedRequest(environ)


def pairs(multi_dict):
    return [[key, value] for key, value in multi_dict.items(multi=True) if key is not None]


def file_facts(file):
    content = base64.b64encode(file.read()).decode()
    return [file.name, file.filename, content, file.content_type, file.mimetype, file.content_length]


def form(case):
    request = make_request(case)
    try:
        files = [file_facts(file) for file in request.files.values() if file.name is not None]
        return {"form": pairs(request.form), "files": files}
    except HTTPException as error:
        return {"code": error.code}


def attributes(case):
    request = make_request(case)
    names = (
        "method scheme path root_path script_root url base_url root_url host_url full_path host is_secure remote_addr "
        "mimetype mimetype_params content_type content_length is_json referrer origin max_forwards access_route"
    ).split()
    facts = {name: getattr(request, name) for name in names}
    facts["access_route"] = list(facts["access_route"])
    facts["args"] = pairs(request.args)
    facts["cookies"] = pairs(request.cookies)
    facts["pragma"] = list(request.pragma)
    facts["user_agent"] = request.user_agent.string
    facts["data"] = base64.b64encode(request.get_data()).decode()
    facts["values"] = sorted(pairs(request.values))
    return facts


def json_value(case):
    request = FlaskRequest(make_request(case).environ)
    try:
        return {"value": request.get_json(**case["options"])}
    except HTTPException as error:
        return {"code": error.code}


def response(case):
    body = case["body"]
    try:
        made = Response(
            base64.b64decode(body["bytes"]) if isinstance(body, dict) else body,
            case["status"],
            [tuple(pair) for pair in case["headers"]],
            case.get("mimetype"),
            case.get("content_type"),
        )
        for step in case["steps"]:
            apply(made, *step)
        environ = {"REQUEST_METHOD": case["method"], "wsgi.url_scheme": "http", "HTTP_HOST": "h", "SCRIPT_NAME": "", "PATH_INFO": "/"}
        for name, value in case.get("request_headers", []):
            environ["HTTP_" + name.upper().replace("-", "_")] = value
        if "conditional" in case:
            made.make_conditional(environ, **case["conditional"])
        chunks, status, headers = made.get_wsgi_response(environ)
        sent = b"".join(chunks)
        return {"status": status, "headers": headers, "body": base64.b64encode(sent).decode()}
    except HTTPException as error:
        return {"code": error.code, "headers": error.get_headers()}
    except Exception as error:
        return {"raises": True}


def apply(made, name, *args):
    if name == "cookie":
        made.set_cookie(args[0], args[1], **args[2])
    elif name == "set":
        setattr(made, args[0], args[1])
    elif name == "time":
        setattr(made, args[0], datetime.fromtimestamp(args[1], timezone.utc))
    elif name == "vary":
        getattr(made.vary, args[0])(args[1])
    elif name == "cache":
        setattr(made.cache_control, args[0], args[1])
    elif name == "header":
        getattr(made.headers, args[0])(*args[1:])
    elif name == "data":
        made.set_data(args[0])
    elif name == "etag":
        made.set_etag(args[0], args[1])


def parse_cookies(case):
    return pairs(parse_cookie(case))


def dump_cookies(case):
    key, value, options = case
    if "expires" in options and isinstance(options["expires"], dict):
        options["expires"] = datetime.fromtimestamp(options["expires"]["time"], timezone.utc)
    try:
        return dump_cookie(key, value, **options)
    except Exception:
        return {"raises": True}


KINDS = {
    "form": form,
    "attributes": attributes,
    "json": json_value,
    "response": response,
    "parse_cookie": parse_cookies,
    "dump_cookie": dump_cookies,
}
json.dump([KINDS[kind](case) for kind, case in json.load(sys.stdin)], sys.stdout)
