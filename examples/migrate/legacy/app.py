"""The old app, in Flask: everything that has not been moved yet. It does not know of the new one."""

import os

from flask import Flask, flash, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.security import check_password_hash, generate_password_hash

app = Flask(__name__, template_folder="../templates")
app.secret_key = os.environ["SECRET_KEY"]
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
CSRFProtect(app)

USERS = {"ada": generate_password_hash("lovelace")}


@app.route("/")
def index():
    return render_template("page.html", title="Home", served_by="Flask")


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        name = request.form["name"]
        if name in USERS and check_password_hash(USERS[name], request.form["password"]):
            session["user"] = name
            flash(f"Welcome, {name}.", "success")
            return redirect("/profile")
        flash("Wrong name or password.", "error")
    return render_template("login.html", title="Log in", served_by="Flask")


@app.post("/logout")
def logout():
    session.clear()
    flash("You are logged out.")
    return redirect(url_for("index"))


@app.route("/whoami")
def whoami():
    return {"user": session.get("user"), "visits": session.get("visits", 0), "served_by": "Flask"}
