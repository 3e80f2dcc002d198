from flask import Flask, request

log = []
app = Flask(__name__)


@app.route("/<path:rest>", methods=["GET", "POST"])
def show(rest):
    names = "method scheme path root_path script_root full_path url base_url root_url url_root host_url host is_secure"
    values = [f"{name}: {getattr(request, name)}" for name in names.split()]
    values.append(f"query_string: {request.query_string.decode()}")
    return "\n".join(values)
