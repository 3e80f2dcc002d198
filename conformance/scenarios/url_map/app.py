from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import EndpointPrefix, Rule, RuleTemplate, Submount

log = []
app = Flask(__name__)


@app.get("/")
def index():
    return "index"


resource = RuleTemplate([Rule("/$name/", endpoint="$name.list"), Rule("/$name/<int:id>", endpoint="$name.show")])
app.url_map.add(Submount("/sub", [Rule("/page/<int:id>", endpoint="page")]))
app.url_map.add(EndpointPrefix("pre.", [Rule("/prefixed", endpoint="x")]))
app.url_map.add(resource(name="book"))


@app.endpoint("page")
def page(id):
    return f"page {id}"


@app.get("/inspect")
def inspect():
    adapter = app.create_url_adapter(request)
    return f"{adapter.test('/')} {adapter.test('/nope')} {','.join(sorted(adapter.allowed_methods('/')))}"


def rules():
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        log.append(f"{rule.rule} {rule.endpoint} {sorted(rule.methods) if rule.methods else '-'}")
    log.append(",".join(rule.rule for rule in app.url_map.iter_rules("page")))
    log.append(str(app.url_map.is_endpoint_expecting("page", "id")))
    log.append(str(app.url_map.is_endpoint_expecting("page", "id", "x")))


def adapter():
    bound = app.url_map.bind("example.org", "/root", url_scheme="https")
    log.append(f"{bound.match('/sub/page/3')}")
    log.append(bound.build("page", {"id": 4}))
    log.append(bound.build("page", {"id": 4}, force_external=True))
    log.append(bound.build("index", {"q": "a b"}))
    for path, method in (("/nope", "GET"), ("/", "POST"), ("/book", "GET")):
        try:
            bound.match(path, method=method)
        except HTTPException as error:
            log.append(f"{path} {error.code} {getattr(error, 'new_url', '-')}")
    log.append(bound.get_host("sub"))
    log.append(str(bound.dispatch(lambda endpoint, args: f"{endpoint} {args['id']}", "/book/9")))
