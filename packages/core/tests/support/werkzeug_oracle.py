"""Answers calls of Werkzeug's functions: a JSON list of [module, name, args, kwargs] in, tagged outcomes out."""

import base64
import datetime
import importlib
import importlib.metadata
import json
import os
import sys

from werkzeug import datastructures as ds


def decode(value):
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag, content = next(iter(value.items()), ("", None))
    if tag == "$bytes":
        return base64.b64decode(content)
    if tag == "$datetime":
        return datetime.datetime.fromisoformat(content)
    if tag == "$tuple":
        return tuple(decode(item) for item in content)
    if tag == "$class":
        return getattr(ds, content)
    if tag == "$make":
        return getattr(ds, content[0])(*decode(content[1]))
    if tag == "$float":
        return float(content)
    if tag == "$utf8":
        return content.encode()
    return {key: decode(item) for key, item in value.items()}


def etags_form(value):
    return [f'"{tag or ""}"' for tag in value._strong] + [f'W/"{tag or ""}"' for tag in value._weak]


def encode(value):
    if value is None or isinstance(value, (bool, str, int, float)):
        return value
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$datetime": value.astimezone(datetime.timezone.utc).isoformat()}
    if isinstance(value, datetime.timedelta):
        return {"$timedelta": value.total_seconds()}
    if isinstance(value, ds.Accept):
        return {"$accept": [[item, float(quality)] for item, quality in value]}
    if isinstance(value, ds.ETags):
        # Werkzeug 3.1.9 reads the empty tag as None
        return {"$etags": "*" if value.star_tag else ", ".join(etags_form(value))}
    if isinstance(value, ds.Range):
        return {"$range": [value.units, [list(part) for part in value.ranges]]}
    if isinstance(value, ds.ContentRange):
        return {"$content_range": [value.units, value.start, value.stop, value.length]}
    if isinstance(value, ds.IfRange):
        return {"$if_range": value.to_header()}
    if isinstance(value, ds.HeaderSet):
        return {"$headerset": list(value)}
    if isinstance(value, ds.Authorization):
        return {"$authorization": [value.type, encode(value.parameters), value.token]}
    if isinstance(value, ds.WWWAuthenticate):
        return {"$www_authenticate": [value.type, encode(value.parameters), value.token]}
    if isinstance(value, ds.MultiDict):
        return {"$multidict": [[key, encode(item)] for key, item in value.items(multi=True)]}
    if isinstance(value, dict):
        return {"$dict": [[key, encode(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    raise TypeError(f"no form for {value!r}")


TYPES = {"int": int}


def keywords(given):
    return {key: TYPES[value] if key == "type" else value for key, value in given.items()}


def listed(value):
    """What an operation gave, with iterators as lists and sets in order."""
    if isinstance(value, ds.Headers):
        return {"headers": [list(pair) for pair in value]}
    if isinstance(value, (set, frozenset)):
        return {"set": sorted(value)}
    if isinstance(value, (str, bool, int, type(None))) or isinstance(value, (ds.HeaderSet, ds.MultiDict, dict)):
        return encode(value)
    return [listed(item) for item in value]


def operate(target, method, args, given):
    try:
        if method == "get_attribute":
            return listed(getattr(target, *args))
        if method == "set_attribute":
            return setattr(target, *args)
        return listed(getattr(target, method)(*decode(args), **keywords(given)))
    except Exception:
        return {"$raises": "Error"}


def run_program(name, made_of, operations):
    """What each operation on an object gives, and the object's text or content behind it."""
    changes = []
    made = [ds.MultiDict(pairs) for pairs in made_of[0]] if name == "CombinedMultiDict" else decode(made_of)
    if name == "CombinedMultiDict":
        target = ds.CombinedMultiDict(made)
    elif hasattr(getattr(ds, name), "to_header") and name not in ("WWWAuthenticate", "Authorization"):
        target = getattr(ds, name)(*made, on_update=changes.append)
    else:
        target = getattr(ds, name)(*made)
    answers = []
    for method, args, given in operations:
        changes.clear()
        outcome = operate(target, method, args, given)
        content = target.to_header() if hasattr(target, "to_header") else listed(target)
        answers.append([outcome, content, len(changes) > 0])
    return answers


def answer(module, name, args, kwargs):
    try:
        if module == "program":
            return run_program(name, *args)
        args = decode(args)
        if name == "version":
            return importlib.metadata.version(*args)
        if module == "codec":
            return args[0].encode(name).decode("ascii")
        if module == "method":
            # ["method", "to_header", [object, ...]]; an attribute answers with its value
            found = getattr(args[0], name)
            return encode(found(*args[1:], **decode(kwargs)) if callable(found) else found)
        target = importlib.import_module(f"werkzeug.{module}")
        for part in name.split("."):
            target = getattr(target, part)
        return encode(target(*args, **decode(kwargs)))
    except Exception as error:
        # Python names some of its ValueErrors more closely, and Werkzeug asserts where others raise one
        name = "ValueError" if isinstance(error, (UnicodeError, AssertionError)) else type(error).__name__
        return {"$raises": name}


if "--windows" in sys.argv:
    import ntpath

    from werkzeug import security

    os.name = "nt"
    os.sep, os.altsep = "\\", "/"
    os.path.altsep = "/"
    os.path.isabs = ntpath.isabs
    security._os_alt_seps = ["\\"]

json.dump([answer(*call) for call in json.load(sys.stdin)], sys.stdout)
