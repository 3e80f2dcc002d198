import io

from flask import Flask, request
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from werkzeug.exceptions import BadRequestKeyError

log = []
app = Flask(__name__)
app.config["MAX_FORM_MEMORY_SIZE"] = 1000


@app.before_request
def raise_the_limit():
    if request.path == "/raised_limit":
        request.max_form_memory_size = 5000


@app.post("/raised_limit")
def raised_limit():
    return str(len(request.form["a"]))


@app.get("/missing_header")
def missing_header():
    return f"[{request.headers['X-Missing']}]"


@app.get("/missing_cookie")
def missing_cookie():
    return f"[{request.cookies['missing']}]"


@app.post("/raw_multipart")
def raw_multipart():
    return str(len(request.get_data()))


@app.post("/names")
def names():
    log.append(" ".join(str(name) for name in request.form))
    return "read"


@app.get("/args")
def args():
    return f"{request.args['q']} {request.args['get']}"


@app.post("/json")
def json():
    value = request.get_json()
    return type(value).__name__


def deep_json(client):
    return client.post("/json", data="[" * 100_000 + "]" * 100_000, content_type="application/json").status_code


@app.post("/count")
def count():
    return str(len(request.form))


class Pieces(io.RawIOBase):
    def __init__(self, data, size):
        self.data, self.size = data, size

    def readable(self):
        return True

    def readinto(self, buffer):
        count = min(self.size, len(buffer), len(self.data))
        buffer[:count], self.data = self.data[:count], self.data[count:]
        return count


BODY = (
    b'--B  \r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'
    b'--B  \r\nContent-Disposition: form-data; name="b"\r\n\r\ny\r\n--B--\r\n'
)


def form_in_pieces(client):
    counts = []
    for size in (1, 1000):
        environ = {"CONTENT_TYPE": "multipart/form-data; boundary=B", "CONTENT_LENGTH": str(len(BODY)), "wsgi.input": Pieces(BODY, size)}
        answer = client.post("/count", environ_overrides=environ)
        counts.append(int(answer.text))
    return counts


def truth_of_a_file():
    return [bool(FileStorage(io.BytesIO(b"x"))), bool(FileStorage(io.BytesIO(b"x"), filename="x.txt"))]


def order_of_combined_keys():
    names = [f"k{index}" for index in range(40)]
    combined = CombinedMultiDict([MultiDict([(name, "")]) for name in names])
    return list(combined.keys()) == names


def class_of_a_missing_key():
    try:
        MultiDict()["key"]
    except BadRequestKeyError as error:
        return [isinstance(error, KeyError), error.args[0]]
