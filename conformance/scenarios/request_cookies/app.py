from flask import Flask, request

log = []
app = Flask(__name__)


@app.get("/")
def show():
    return {"cookies": request.cookies.to_dict(flat=False), "a": request.cookies.get("a", "no a")}
