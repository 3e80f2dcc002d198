from flask import Flask, session

log = []
app = Flask(__name__)


@app.get("/read")
def read():
    return f"{session.get('user', 'nobody')} {'user' in session} {len(session)}"


@app.get("/write")
def write():
    try:
        session["user"] = "ann"
    except RuntimeError as error:
        log.append(f"tells the cause: {'secret' in str(error)}")
    session.clear()
    return "never"


def empty_key():
    app.secret_key = ""


def transaction(client):
    try:
        with client.session_transaction() as sess:
            sess["user"] = "ann"
    except RuntimeError as error:
        log.append(str(error))
