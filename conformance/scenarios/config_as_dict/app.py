from flask import Flask, current_app, jsonify

class Base:
    TEST_KEY = "foo"
    DEBUG = False
    lower = 1
    def METHOD(self): pass
class Prod(Base):
    SECRET_KEY = "config"
    TEST_KEY = "bar"
class Settings:
    def __init__(self):
        self.INSTANCE_KEY = "i"
        self.hidden = "no"
    @property
    def DATABASE_URI(self):
        return "mysql://" + self.INSTANCE_KEY
app = Flask(__name__)
app.config.from_object(Prod)
app.config.from_object(Settings())
app.config.from_mapping({"FROM_MAPPING": 1, "skip": 2}, FROM_KW=2)
app.config.from_mapping([("PAIR_KEY", "p")])

@app.route("/")
def index():
    c = current_app.config
    return jsonify(TEST_KEY=c["TEST_KEY"], SECRET=app.secret_key, inst=c["INSTANCE_KEY"], db=c["DATABASE_URI"],
      m=c["FROM_MAPPING"], kw=c["FROM_KW"], pair=c["PAIR_KEY"], skip="skip" in c, lower="lower" in c, hidden=c.get("hidden", "none"))

@app.route("/ns")
def ns():
    app.config["FOO_OPTION_1"] = "foo option 1"
    app.config["FOO_OPTION_2"] = "foo option 2"
    app.config["BAR_STUFF_1"] = "bar stuff 1"
    app.config["BAR_STUFF_2"] = "bar stuff 2"
    return jsonify(a=app.config.get_namespace("FOO_"), b=app.config.get_namespace("BAR_", lowercase=False),
      c=app.config.get_namespace("FOO_", trim_namespace=False),
      d=app.config.get_namespace("BAR_", lowercase=False, trim_namespace=False))

@app.route("/dict")
def d():
    c = app.config
    out = []
    out.append(c.setdefault("NEW_ONE", 5))
    out.append(c.setdefault("NEW_ONE", 6))
    out.append(c.pop("NEW_ONE"))
    out.append(c.pop("NEW_ONE", "gone"))
    c.update(A_KEY=1, b_key=2)
    out.append("b_key" in c)
    out.append(c["b_key"])
    del c["A_KEY"]
    out.append("A_KEY" in c)
    out.append(len(c) > 20)
    out.append(sorted(k for k in c if k.startswith("SESSION_COOKIE")))
    out.append(sorted(k for k, v in c.items() if k.startswith("MAX_FORM") and v))
    return jsonify(out)

@app.route("/tmpl")
def tmpl():
    from flask import render_template_string
    return render_template_string("{{ config.TEST_KEY }} {{ config['SECRET_KEY'] }} {{ config.get('NOPE', 'dflt') }} {{ 'TEST_KEY' in config }} {{ config|length > 20 }} {{ config.NOPE is defined }} {% for k in config if k == 'TEST_KEY' %}{{ k }}{% endfor %} {% for k, v in config.items() if k == 'TEST_KEY' %}{{ k }}={{ v }}{% endfor %} {{ config.keys()|select('eq', 'TEST_KEY')|list }}")
