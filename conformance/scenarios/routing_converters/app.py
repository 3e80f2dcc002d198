from flask import Flask, url_for

log = []
app = Flask(__name__)


def show(**values):
    return " ".join(f"{name}={value}" for name, value in sorted(values.items()))


for rule in (
    "/string/<string(minlength=2, maxlength=5):text>",
    "/length/<string(length=3):text>",
    "/int/<int:number>",
    "/signed/<int(signed=True):number>",
    "/ranged/<int(min=1, max=9):number>",
    "/ranged/<text>",
    "/digits/<int(fixed_digits=3):number>",
    "/float/<float:number>",
    "/float-signed/<float(signed=True):number>",
    "/path/<path:where>",
    "/path/<path:where>/edit",
    "/any/<any(html, json):kind>",
    "/uuid/<uuid:key>",
    "/two/<first>-<second>.html",
    "/quoted/<any('a.b', \"c\"):kind>",
):
    app.add_url_rule(rule, rule, show)


def mistakes():
    for rule in ("/a/<int(", "/a/<nope:x>", "/a/<x>/<x>", "/a/<int(1 2):x>", "/a/<1x>", "/a/<int:x"):
        try:
            app.url_map.add(app.url_rule_class(rule, endpoint="mistake"))
            log.append(f"{rule}: fine")
        except Exception:
            log.append(f"{rule}: error")


def build():
    with app.test_request_context():
        log.append(url_for("/digits/<int(fixed_digits=3):number>", number=7))
        log.append(url_for("/float/<float:number>", number=2.5))
        log.append(url_for("/any/<any(html, json):kind>", kind="json"))
        log.append(url_for("/path/<path:where>", where="a b/ü/c"))
        try:
            url_for("/any/<any(html, json):kind>", kind="xml")
        except ValueError as error:
            log.append(str(error))
