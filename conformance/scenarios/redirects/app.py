from flask import Flask, redirect, request

log = []
app = Flask(__name__)


@app.get("/to")
def to():
    return redirect(request.args["url"], request.args.get("code", 302, int))


@app.get("/there")
def there():
    return "arrived"
