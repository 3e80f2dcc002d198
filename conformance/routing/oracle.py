"""Answers routing questions with real Werkzeug: one JSON document a line in, one answer a line out."""

import json
import sys

from werkzeug.datastructures import MultiDict
from werkzeug.routing import BuildError, Map, Rule


def plain(value):
    """A value that came out of a URL, as JSON has it."""
    if isinstance(value, (str, int, float, bool, list)) or value is None:
        return value
    return str(value)


def given(value):
    """A value as the TypeScript side tags it."""
    if isinstance(value, dict) and set(value) == {"$float"}:
        return float(value["$float"])
    if isinstance(value, list):
        return [given(item) for item in value]
    return value


def named(values):
    if values is None:
        return None
    if "$multidict" in values:
        return MultiDict([(key, given(value)) for key, value in values["$multidict"]])
    return {key: given(value) for key, value in values.items()}


def make_map(spec):
    rules = []
    for options in spec["rules"]:
        options = dict(options)
        options["defaults"] = named(options.get("defaults"))
        rules.append(Rule(options.pop("rule"), **options))
    return Map(rules, **spec["options"])


def ask(adapter, call):
    if call["call"] == "match":
        endpoint, args = adapter.match(call["path"], **call["options"])
        return {"endpoint": endpoint, "args": {key: plain(value) for key, value in args.items()}}
    if call["call"] == "allowed_methods":
        return {"methods": sorted(adapter.allowed_methods(call["path"]))}
    return {"url": adapter.build(call["endpoint"], named(call["values"]), **call["options"])}


def answer(adapter, call):
    try:
        return ask(adapter, call)
    except BuildError as error:
        return {"raises": "BuildError", "message": str(error)}
    except Exception as error:
        result = {"raises": type(error).__name__}
        if hasattr(error, "new_url"):
            result["new_url"] = error.new_url
        if getattr(error, "valid_methods", None):
            result["valid_methods"] = sorted(error.valid_methods)
        return result


def answer_map(spec):
    try:
        url_map = make_map(spec)
        adapter = url_map.bind(**spec["adapter"])
    except Exception:
        return ["refused"] * len(spec["calls"])
    return [answer(adapter, call) for call in spec["calls"]]


for line in sys.stdin:
    print(json.dumps(answer_map(json.loads(line))), flush=True)
