from blinker import Namespace, ANY
from flask import Flask, current_app, jsonify, request_started
ns = Namespace()
sold = ns.signal("sold")
log = []
app = Flask(__name__)
def any_sale(sender, **extra): log.append(f"any {sorted(extra)}"); return "any"
def app_sale(sender, item, **extra): return str(len(item))
# In which order blinker calls two receivers is left open.
def values(results): return sorted(value for receiver, value in results)
sold.connect(any_sale)
sold.connect(app_sale, sender=app)
@app.route("/sell/<item>")
def sell(item):
    results = sold.send(current_app._get_current_object(), item=item)
    return jsonify(values(results))
@app.route("/other")
def other():
    return jsonify(values(sold.send(log, item="x")))
@app.route("/off")
def off():
    sold.disconnect(any_sale)
    return jsonify(values(sold.send(app, item="y")))
@app.route("/temp")
def temp():
    with sold.connected_to(any_sale, app):
        a = values(sold.send(app, item="zz"))
    return jsonify(a, values(sold.send(app, item="z")), sold.has_receivers_for(app), sold.has_receivers_for(object()))
@request_started.connect_via(app)
def started(sender, **extra): log.append("started")
def call():
    heard = []
    def f(sender, **e): heard.append("temp started")
    with request_started.connected_to(f, app):
        app.test_client().get("/other")
    app.test_client().get("/other")
    return heard
