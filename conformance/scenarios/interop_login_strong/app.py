from datetime import timedelta

from flask import Flask, request, session
from flask_login import LoginManager, UserMixin, confirm_login, current_user, login_fresh, login_user, logout_user

log = []
app = Flask(__name__)
app.secret_key = "shared key of both"
app.config.update(
    SESSION_PROTECTION="strong",
    REMEMBER_COOKIE_NAME="remembered",
    REMEMBER_COOKIE_DURATION=timedelta(days=3),
    REMEMBER_COOKIE_SAMESITE="Lax",
    REMEMBER_COOKIE_REFRESH_EACH_REQUEST=True,
)
manager = LoginManager(app)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@manager.user_loader
def load(user_id):
    return User(user_id)


@app.post("/login")
def login():
    duration = timedelta(hours=1) if "hour" in request.args else None
    login_user(User("7|é"), remember="remember" in request.args, duration=duration, fresh="stale" not in request.args)
    session.permanent = "permanent" in request.args
    return "in"


@app.post("/confirm")
def confirm():
    confirm_login()
    return "confirmed"


@app.post("/logout")
def logout():
    logout_user()
    return "out"


@app.get("/me")
def me():
    if not current_user.is_authenticated:
        return "nobody"
    return f"{current_user.get_id()} {login_fresh()}"
