from flask import Flask, Response

log = []
app = Flask(__name__)


def whole():
    response = Response("text")
    log.append(f"{response.is_sequence} {response.is_streamed} {response.calculate_content_length()} {response.content_length}")
    response.response = ["a", b"b", "ü"]
    log.append(f"{response.is_sequence} {response.get_data(as_text=True)} {response.calculate_content_length()}")
    response = Response(status=204, headers=[("X-A", "1"), ("X-A", "2")])
    log.append(f"{response.status} {response.headers.getlist('X-A')} {len(response.data)} {response.mimetype}")
    response = Response("x", content_type="a/b", headers={"Content-Type": "c/d"})
    log.append(response.content_type)
    response = Response(b"bytes", 201, {"X-B": "3"}, "text/own")
    log.append(f"{response.status_code} {response.headers['X-B']} {response.content_type}")


def streamed():
    response = Response(part for part in ("a", "b"))
    log.append(f"{response.is_streamed} {response.content_length}")
    response.make_sequence()
    log.append(f"{response.is_streamed} {response.get_data(as_text=True)} {response.calculate_content_length()}")
    response = Response(part for part in ("c", "d"))
    response.freeze()
    log.append(f"{response.is_streamed} {response.content_length} {'ETag' in response.headers}")


@app.get("/list")
def from_list():
    response = Response(["a", "b", "ü"])
    response.call_on_close(lambda: log.append("closed"))
    return response


@app.get("/empty")
def empty():
    return Response()


@app.get("/none-body")
def none_body():
    return Response(None, 202)


@app.get("/bytes-list")
def bytes_list():
    return Response([b"\xff", b"\x00"], mimetype="application/octet-stream")


@app.get("/passthrough")
def passthrough():
    return Response(iter([b"1", b"2"]), direct_passthrough=True, headers={"Content-Length": "2"})
