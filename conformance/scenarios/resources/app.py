import os

from flask import Blueprint, Flask

log = []
app = Flask(__name__, instance_path=os.path.join(os.path.dirname(os.path.abspath(__file__)), "instance"))
bp = Blueprint("bp", __name__)


def resources():
    with app.open_resource("data/text.txt") as file:
        data = file.read()
        log.append(f"{len(data)} bytes")
    with app.open_resource("data/text.txt", "r", encoding="utf-8") as file:
        log.append(file.read().strip())
    with bp.open_resource("data/text.txt", "rt") as file:
        log.append(file.read().strip())
    with app.open_instance_resource("kept.txt", "r") as file:
        log.append(file.read().strip())
    for mode in ("w", "x", "a", "r+"):
        try:
            app.open_resource("data/text.txt", mode)
        except ValueError as error:
            log.append(f"{mode}: {error}")
