import os

from flask import Flask
from werkzeug import datastructures, http, security, urls, utils
from werkzeug.datastructures import CharsetAccept, Headers, HeaderSet, MultiDict, ResponseCacheControl
from werkzeug.sansio import utils as url_utils

app = Flask(__name__)
BEYOND = 2**53 + 1


def attempt(function):
    try:
        return function()
    except Exception as error:
        return type(error).__name__


def continued_parameter():
    return list(http.parse_options_header("t; b=1; a*0=x; a*1=y; c=2")[1])


def trusted_host_case():
    return url_utils.host_is_trusted("GOOD.test", ["good.test"])


def trusted_host_no_domain():
    return attempt(lambda: url_utils.host_is_trusted("good.test", [".."]))


def empty_etag():
    tags = http.parse_etags('""')
    return [tags.contains(""), tags.to_header()]


def header_set_removed():
    names = HeaderSet(["Foo", "bar"])
    names.remove("FOO")
    return ["foo" in names, names.to_header()]


def broken_punycode():
    return attempt(lambda: urls.uri_to_iri("http://xn--.a/"))


def brackets_in_urls():
    return [attempt(lambda: urls.uri_to_iri("http://u[v@host/")), attempt(lambda: urls.iri_to_uri("http://u[v@host/"))]


def url_of_a_broken_host():
    return attempt(lambda: url_utils.get_current_url("http", "a]b", "/", "/p", b"q=1"))


def large_numbers():
    parsed = http.parse_range_header(f"bytes=0-{BEYOND - 1}")
    return [str(parsed.ranges[0][1]), str(url_utils.get_content_length(http_content_length=str(BEYOND))), http.dump_age(BEYOND)]


def odd_digits_in_dates():
    return str(http.parse_date("Sun, 06 Nov 1_994 08:49:37 GMT"))


def authorization_printed():
    authorization = datastructures.Authorization("basic", {"username": "u", "password": "secret"})
    return [authorization.to_header() in repr(authorization), authorization.to_header()]


def truth_of_etags():
    return [bool(datastructures.ETags()), bool(datastructures.ETags(["a"]))]


def windows_while_running():
    name, os.name = os.name, "nt"
    try:
        return [security.safe_join("a", "b\\..\\c"), security.safe_join("a", "d:x")]
    finally:
        os.name = name


def hash_beyond_ascii():
    return attempt(lambda: security.check_password_hash("pbkdf2:sha256:1$salt$é", "x"))


def charset_of_python():
    accept = CharsetAccept([("mac_cyrillic", 1), ("uu", 1)])
    return ["maccyrillic" in accept, "UU" in accept, "uu_codec" in accept]


def cookie_that_is_no_latin():
    return attempt(lambda: list(http.parse_cookie("a=日; b=c").items()))


def emptied_list():
    values = MultiDict([("a", "1"), ("b", "2")])
    values.setlist("a", [])
    return [attempt(lambda: list(values.items())), attempt(lambda: list(values.values())), attempt(values.to_dict)]


def numbers_of_text():
    texts = "1_000 ٣ 9007199254740993 nan inf x".split()
    values = MultiDict([("x", text) for text in texts])
    return [[str(number) for number in values.getlist("x", int)], len(values.getlist("x", float))]


def header_by_place():
    headers = Headers([("A", "1"), ("B", "2")])
    return [attempt(lambda: headers[0]), list(headers)[0], headers.pop(0), headers.to_wsgi_list()]


def directive_deleted():
    cache = ResponseCacheControl()
    cache.max_age = 5
    cache.no_cache = True
    del cache.max_age
    return cache.to_header()


def accept_by_no_type():
    accept = http.parse_accept_header("text/html;q=0.5", datastructures.MIMEAccept)
    return [
        attempt(lambda: accept["html"]),
        attempt(lambda: "html" in accept),
        attempt(lambda: accept.quality("html")),
        attempt(lambda: accept.best_match(["html"])),
    ]


def names_of_modules():
    of_datastructures = "ImmutableDict ImmutableList TypeConversionDict EnvironHeaders FileMultiDict iter_multi_items"
    of_utils = "import_string find_modules cached_property header_property environ_property append_slash_redirect"
    has = {name: hasattr(datastructures, name) for name in [*of_datastructures.split(), "ImmutableMultiDict"]}
    return {**has, **{name: hasattr(utils, name) for name in of_utils.split()}}


def config_absent():
    return [attempt(lambda: app.config["ABSENT"]), "ABSENT" in app.config, app.config.get("ABSENT", "fallback")]


def config_from_a_name():
    return attempt(lambda: app.config.from_object("colorsys"))


def config_from_the_environment():
    os.environ.update(DIFFERS_SECRET_KEY="12345", DIFFERS_TESTING="no")
    app.config.from_prefixed_env("DIFFERS")
    return [app.config["SECRET_KEY"], app.config["TESTING"]]


def config_wrong_type():
    return attempt(lambda: app.config.update(MAX_COOKIE_SIZE="large"))
