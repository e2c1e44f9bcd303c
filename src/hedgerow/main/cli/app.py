"""The command line: one file per group of commands, put together here."""

import typer

from hedgerow.main.cli import demo, doctor, keys, mcp, projects, serve

app = typer.Typer(
    name="hedgerow",
    help="Self-hosted product analytics: dashboards, insights and event capture in one process.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("migrate")(serve.migrate_tables)
app.command("doctor")(doctor.doctor)
app.command("openapi")(serve.openapi)
app.command("mcp")(mcp.mcp)
app.add_typer(projects.app, name="projects")
app.add_typer(keys.app, name="keys")
