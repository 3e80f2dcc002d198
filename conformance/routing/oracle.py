"""Answers routing questions with real Werkzeug: one JSON document a line in, one answer a line out."""

import json
import sys
import warnings

from werkzeug.datastructures import MultiDict
from werkzeug import routing
from werkzeug.routing import BaseConverter, BuildError, Map, Rule, ValidationError


class ListConverter(BaseConverter):
    def to_python(self, value):
        return value.split("+")

    def to_url(self, values):
        return "+".join(super(ListConverter, self).to_url(value) for value in values)


class EvenConverter(BaseConverter):
    regex = r"\d+"

    def to_python(self, value):
        if int(value) % 2:
            raise ValidationError()
        return int(value)

    def to_url(self, value):
        if int(value) % 2:
            raise ValidationError()
        return str(int(value))


class SlugConverter(BaseConverter):
    regex = "[a-z]+(?:-[a-z]+)*"


class TailConverter(BaseConverter):
    regex = "[a-z]+(?:/[a-z]+)*"
    weight = 150


class LettersConverter(BaseConverter):
    regex = "[a-z]{1,3}"
    weight = 60


class WrittenConverter(BaseConverter):
    regex = "[^/]+"


CONVERTERS = {
    "list": ListConverter,
    "even": EvenConverter,
    "slug": SlugConverter,
    "tail": TailConverter,
    "letters": LettersConverter,
    "written": WrittenConverter,
}


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


def make_rule(spec):
    options = dict(spec)
    if "factory" in options:
        rules = [make_rule(rule) for rule in options["rules"]]
        factory = getattr(routing, options["factory"])
        if options["factory"] == "RuleTemplate":
            return factory(rules)(options["argument"])
        return factory(options["argument"], rules)
    options["defaults"] = named(options.get("defaults"))
    return Rule(options.pop("rule"), **options)


def make_map(spec):
    options = dict(spec["options"])
    if options.pop("sort_by_value", False):
        options["sort_key"] = lambda item: str(item[1])
    rules = [make_rule(rule) for rule in spec["rules"]]
    return Map(rules, converters=CONVERTERS, **options)


def bind(url_map, spec):
    if "request" not in spec:
        return url_map.bind(**spec)
    request = spec["request"]
    environ = {
        "REQUEST_METHOD": request["method"],
        "wsgi.url_scheme": request["scheme"],
        "HTTP_HOST": request["host"],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SCRIPT_NAME": request["root_path"],
        "PATH_INFO": request["path"].encode().decode("latin1"),
        "QUERY_STRING": request["query_string"],
        **({"HTTP_UPGRADE": "websocket", "HTTP_CONNECTION": "Upgrade"} if request["upgrade"] else {}),
    }
    return url_map.bind_to_environ(environ, spec["server_name"], spec["subdomain"])


def describe(rule):
    names = [rule.rule, rule.endpoint, rule.subdomain, rule.host]
    flags = [rule.strict_slashes, rule.merge_slashes, rule.build_only, rule.alias, rule.websocket]
    methods = None if rule.methods is None else sorted(rule.methods)
    return [*names, *flags, methods, sorted(rule.arguments)]


def ask(adapter, call):
    if call["call"] == "match":
        endpoint, args = adapter.match(call["path"], **call["options"])
        return {"endpoint": endpoint, "args": {key: plain(value) for key, value in args.items()}}
    if call["call"] == "match_request":
        rule, args = adapter.match(return_rule=True)
        return {"rule": rule.rule, "args": {key: plain(value) for key, value in args.items()}}
    if call["call"] == "rules":
        return [describe(rule) for rule in adapter.map.iter_rules()]
    if call["call"] == "expecting":
        return adapter.map.is_endpoint_expecting(call["endpoint"], *call["names"])
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
        adapter = bind(url_map, spec["adapter"])
    except Exception:
        return ["refused"] * len(spec["calls"])
    return [answer(adapter, call) for call in spec["calls"]]


warnings.simplefilter("ignore")
for line in sys.stdin:
    print(json.dumps(answer_map(json.loads(line))), flush=True)
