from flask import Flask, request, jsonify
app = Flask(__name__)
@app.route("/accept")
def accept():
    m = request.accept_mimetypes
    return jsonify(best=m.best_match(["application/json", "text/html"]), best2=m.best_match(["text/plain", "text/html"], "none"), json=m.accept_json, html=m.accept_html, q=m["text/html"], values=[[a, b] for a, b in m], s=m.to_header(), has="text/html" in m,
        lang=request.accept_languages.best_match(["en-GB", "de", "fr"]), enc=request.accept_encodings.best_match(["gzip", "br"]), cs=request.accept_charsets.best_match(["utf-8"]), b=m.best)
@app.route("/auth")
def auth():
    a = request.authorization
    if a is None:
        return jsonify(None)
    return jsonify(type=a.type, user=a.username, pw=a.password, token=a.token, realm=a.realm if a.type == "digest" else None)
@app.route("/cond")
def cond():
    r = request.range
    return jsonify(im=request.if_match.to_header(), inm=request.if_none_match.to_header(), has=request.if_none_match.contains_weak("x"), ims=str(request.if_modified_since), ius=str(request.if_unmodified_since),
        ir=request.if_range.to_header(), r=[r.units, [list(x) for x in r.ranges], r.to_header()] if r else None, cc=[request.cache_control.no_cache, request.cache_control.max_age, request.cache_control.no_store], date=str(request.date), pragma=list(request.pragma))
@app.route("/hdr")
def hdr():
    h = request.headers
    return jsonify(x=h.get("x-one"), up=h.get("X-ONE"), has="X-One" in h, n=h.get("X-N", type=int), d=h.get("X-None", "d"), ct=h.get("Content-Type"), cors=[request.access_control_request_method, list(request.access_control_request_headers or [])])
