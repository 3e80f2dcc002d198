"""Runs a table of Python lines with real Flask and Werkzeug: oracle.py TABLE FOLDER prints the lines as trees, with their outcomes."""

import ast
import base64
import datetime
import json
import math
import re
import sys
import uuid
import warnings

import freezegun
import python_side
import werkzeug.datastructures as ds
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule, RoutingException

warnings.simplefilter("ignore")


def tree(node):
    """A node as JSON: its kind and its fields."""
    if isinstance(node, ast.AST):
        fields = {name: tree(value) for name, value in ast.iter_fields(node) if name not in ("ctx", "kind")}
        return {"node": type(node).__name__, **fields}
    if isinstance(node, list):
        return [tree(item) for item in node]
    if isinstance(node, bytes):
        return {"node": "bytes", "base64": base64.b64encode(node).decode()}
    return node


def shown_rule(rule):
    return re.sub(r" \(([A-Z, ]+)\)", lambda m: f" ({', '.join(sorted(m[1].split(', ')))})", repr(rule))


def shown(value):
    """What both sides can say of a value."""
    if value is None or isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"text": str(value)}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"time": value.astimezone(datetime.timezone.utc).isoformat()[:19]}
    if isinstance(value, datetime.timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, Rule):
        return {"rule": shown_rule(value)}
    if isinstance(value, BaseException):
        return raised(value)
    if isinstance(value, ds.Headers):
        return {"headers": [list(pair) for pair in value]}
    if isinstance(value, ds.MultiDict):
        return {"pairs": [[key, shown(item)] for key, item in value.items(multi=True)]}
    if isinstance(value, ds.Accept):
        return {"accept": [[item, float(quality)] for item, quality in value]}
    if hasattr(value, "to_header"):
        return {"header": value.to_header()}
    if isinstance(value, dict):
        return {"pairs": [[key, shown(item)] for key, item in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"set": sorted(shown(item) for item in value)}
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    return {"text": str(value)}


def raised(error):
    if isinstance(error, RoutingException) and not isinstance(error, HTTPException):
        return {"raises": type(error).__name__, "message": str(error)}
    if not isinstance(error, HTTPException):
        return {"raises": "Error"}
    facts = {"raises": type(error).__name__, "code": error.code}
    if hasattr(error, "new_url"):
        facts["new_url"] = error.new_url
    if getattr(error, "valid_methods", None):
        facts["valid_methods"] = sorted(error.valid_methods)
    return facts


def run(block):
    """The outcome of each statement."""
    names = dict(vars(python_side))
    module = ast.parse(block)
    outcomes = []
    for statement in module.body:
        try:
            if isinstance(statement, ast.Expr):
                code = compile(ast.Expression(statement.value), "table", "eval")
                outcomes.append(shown(eval(code, names)))
            else:
                exec(compile(ast.Module([statement], []), "table", "exec"), names)
                outcomes.append(None)
        except NameError:
            raise  # the table's own mistake
        except Exception as error:
            outcomes.append(raised(error))
    return {
        "lines": [ast.unparse(statement) for statement in module.body],
        "tree": [tree(statement) for statement in module.body],
        "outcomes": outcomes,
    }


def blocks(text):
    return [block for block in re.split(r"\n\s*\n", text) if re.search(r"^[^#\s]", block, re.M)]


with open(sys.argv[1], encoding="utf8") as table, freezegun.freeze_time("2026-01-02T03:04:05Z"):
    print(json.dumps([run(block) for block in blocks(table.read())]))
