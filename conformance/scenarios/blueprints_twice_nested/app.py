from flask import Flask, Blueprint, url_for, request, render_template, render_template_string, g, abort
log = []
app = Flask(__name__)
parent = Blueprint("parent", __name__, url_prefix="/parent", template_folder="ptpl", static_folder="pstatic")
child = Blueprint("child", __name__, url_prefix="/child", template_folder="ctpl", static_folder="cstatic", static_url_path="/assets")
grand = Blueprint("grand", __name__)
sib = Blueprint("sib", __name__, url_defaults={"lang": "en"})
@parent.context_processor
def pctx(): return {"who": "parent", "p": 1}
@child.context_processor
def cctx(): return {"who": "child"}
@app.context_processor
def actx(): return {"who": "app", "a": 1}
@parent.app_template_global("pg")
def pg(): return "global"
@parent.route("/")
def index(): return render_template_string("{{ who }} {{ a }} {{ p }} {{ c is defined }} {{ pg() }}") + " " + url_for(".child.index") + " " + url_for("index")
@child.route("/")
def index_(): return render_template_string("{{ who }} {{ p }} ") + request.blueprint + " " + str(request.blueprints)
child.add_url_rule("/i", endpoint="index", view_func=index_)
@grand.route("/deep/<int:n>")
def deep(n):
    return f"{request.endpoint} {url_for('.deep', n=n + 1)} {url_for('parent.child.grand.deep', n=9)} {url_for('parent.static', filename='x.txt')} {url_for('.deep', n=1, _external=True)}"
@app.route("/")
def index(): return render_template("only_child.html") + render_template("shared.html")
@sib.route("/<lang>/page")
def page(lang): return f"{lang} {url_for('.page')} {url_for('.page', lang='fr')}"
@sib.route("/page2")
def page2(lang): return lang
@child.errorhandler(404)
def cnf(e): return "child 404", 404
@grand.route("/abort")
def ab(): abort(404)
@parent.before_request
def pb(): log.append("pb")
@child.before_request
def cb(): log.append("cb")
@grand.before_request
def gb():
    log.append("gb")
    if request.args.get("stop"): return "stopped by grand"
@child.after_request
def ca(r): log.append("ca"); return r
@parent.teardown_request
def pt(e): log.append("pt")
@grand.teardown_request
def gt(e): log.append("gt")
child.register_blueprint(grand, url_prefix="/g")
parent.register_blueprint(child)
parent.register_blueprint(child, url_prefix="/again", name="again")
app.register_blueprint(parent)
app.register_blueprint(sib, url_prefix="/s", url_defaults={"lang": "de"})
def setup(app):
    for f in (lambda: Blueprint("a.b", __name__), lambda: Blueprint("", __name__), lambda: app.register_blueprint(parent), lambda: parent.register_blueprint(parent), lambda: app.register_blueprint(Blueprint("sib", __name__)), lambda: parent.route("/x")(lambda: ""), lambda: Blueprint("z", __name__).add_url_rule("/", endpoint="a.b", view_func=index), lambda: parent.before_request(lambda: None)):
        try:
            f()
            log.append("no error")
        except Exception as e:
            log.append("error")
    log.append(" ".join(app.blueprints))
