from flask import Blueprint, Flask, after_this_request, request

log = []
app = Flask(__name__)
parent = Blueprint("parent", __name__, url_prefix="/parent")
child = Blueprint("child", __name__, url_prefix="/child")


def add_hooks(owner, name):
    for number in (1, 2):
        label = f"{name} {number}"

        def before(label=label):
            log.append(f"before {label}")

        def after(response, label=label):
            log.append(f"after {label}")
            return response

        def teardown(error, label=label):
            log.append(f"teardown {label}")

        def values(endpoint, view_args, label=label):
            log.append(f"values {label}")

        owner.before_request(before)
        owner.after_request(after)
        owner.teardown_request(teardown)
        owner.url_value_preprocessor(values)


add_hooks(app, "app")
add_hooks(parent, "parent")
add_hooks(child, "child")


@parent.before_app_request
def before_app():
    log.append("before_app_request of parent")


@parent.after_app_request
def after_app(response):
    log.append("after_app_request of parent")
    return response


@parent.teardown_app_request
def teardown_app(error):
    log.append("teardown_app_request of parent")


@parent.app_url_value_preprocessor
def app_values(endpoint, view_args):
    log.append(f"app_url_value_preprocessor {endpoint or '-'}")


@app.teardown_appcontext
def teardown_context(error):
    log.append("teardown_appcontext")


def where():
    @after_this_request
    def once(response):
        log.append("after_this_request 1")
        return response

    @after_this_request
    def twice(response):
        log.append("after_this_request 2")
        return response

    return f"{request.endpoint} {request.blueprint or '-'} {','.join(request.blueprints)}"


@app.get("/")
def index():
    return where()


@parent.get("/")
def home():
    return where()


@child.get("/")
def home_of_child():
    return where()


@child.get("/fail")
def fail():
    raise RuntimeError("broken")


parent.register_blueprint(child)
app.register_blueprint(parent)
