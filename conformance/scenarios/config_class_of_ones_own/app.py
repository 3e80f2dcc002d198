from flask import Flask, Config, jsonify
class MyConfig(Config):
    def shout(self, key):
        return str(self[key]).upper()
    def get(self, key, default=None):
        if key == "MAGIC":
            return "xyzzy"
        return super().get(key, default)
class MyFlask(Flask):
    config_class = MyConfig
    def make_config(self, instance_relative=False):
        c = super().make_config(instance_relative)
        c["MADE"] = "by make_config"
        return c
app = MyFlask(__name__, instance_relative_config=True)
app.config.from_mapping(NAME="quiet")
@app.route("/")
def index():
    return jsonify(isinstance(app.config, MyConfig), app.config.shout("NAME"), app.config.get("MAGIC"), app.config.get("NOPE", 7), app.config["MADE"], app.config.root_path == app.instance_path)
@app.route("/other")
def other():
    c = Config("/x", {"A": 1})
    c["B"] = [1]
    c.from_mapping(C=3, d=4)
    return jsonify({k: c[k] for k in c if len(k) == 1}, c.root_path, repr(c).replace("'", '"')[:8])
