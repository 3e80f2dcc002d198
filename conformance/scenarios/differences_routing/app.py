import warnings

from flask import Flask, request
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import BaseConverter, Map, Rule
from werkzeug.routing.matcher import StateMachineMatcher

app = Flask(__name__)


class Slashed(BaseConverter):
    def __init__(self, map):
        super().__init__(map)
        self.regex = "a/b"


class Written(BaseConverter):
    regex = "[^/]+"


class Word(BaseConverter):
    regex = r"\w+"


@app.get("/int/<int:x>")
def int_(x):
    return str(x)


@app.get("/uuid/<uuid:x>")
def uuid(x):
    return type(x).__name__


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


def build(rule, value, **options):
    return Map([Rule(rule, endpoint="e")], **options).bind("a.test").build("e", {"x": value})


def whole_float_built():
    return build("/<x>", 1.0)


def list_built():
    return build("/<x>", [1, 2])


def variable_twice():
    by_host = Map(host_matching=True)
    return [
        attempt(lambda: str(Map([Rule("/<x>/<x>", endpoint="e")]).bind("a.test").match("/1/2"))),
        attempt(lambda: by_host.add(Rule("/<x>", host="<x>.test", endpoint="e"))),
    ]


def slash_in_a_domain():
    return attempt(lambda: Map([Rule("/p", host="a.test/b", endpoint="e")], host_matching=True).bind("a.test").test("/b/p"))


def methods_in_order():
    names = [f"M{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    try:
        Map([Rule("/p", endpoint="e", methods=names)]).bind("a.test").match("/p", "POST")
    except MethodNotAllowed as error:
        return list(error.valid_methods) == names


def missing_value_sorted():
    urls = Map([Rule("/", endpoint="e")], sort_parameters=True, sort_key=lambda item: item[1]).bind("a.test")
    return attempt(lambda: urls.build("e", {"b": 2, "a": "1"}))


def syntax_of_expressions():
    return Map([Rule("/<word:x>", endpoint="e")], converters={"word": Word}).bind("a.test").test("/é")


def expression_of_an_instance():
    slashed = Map([Rule("/<slashed:x>", endpoint="e")], converters={"slashed": Slashed})
    rules = [Rule("/<int:x>/end", endpoint="number"), Rule("/<written:x>/end", endpoint="text")]
    written = Map(rules, converters={"written": Written})
    return [slashed.bind("a.test").test("/a/b"), written.bind("a.test").match("/1/end")[0]]


def half_a_surrogate_pair():
    return attempt(lambda: build("/<x>", "\ud800"))


def matcher_without_match():
    try:
        return ["returned", type(StateMachineMatcher(True).match("", "/p", "GET", False)).__name__]
    except Exception as error:
        return ["raised", type(error).__name__]


def foreign_server_name():
    with app.test_request_context(base_url="http://a.other.test"), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        adapter = Map().bind_to_environ(request.environ, server_name="own.test")
    return [len(caught), adapter.subdomain]


def unknown_names():
    urls = Map([Rule("/", endpoint="e")])
    return [
        attempt(lambda: list(urls.iter_rules("unknown"))),
        attempt(lambda: urls.is_endpoint_expecting("unknown", "x")),
        attempt(lambda: urls.add(Rule("/<unknown:x>", endpoint="f"))),
    ]
