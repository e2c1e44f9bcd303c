"""The command line: one file per group of commands, put together here."""

import typer

from hedgerow.main.cli import backups, demo, doctor, exports, import_things, imports, keys, mcp, projects, serve

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
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("openapi")(serve.openapi)
app.command("mcp")(mcp.mcp)
app.add_typer(projects.app, name="projects")
app.add_typer(keys.app, name="keys")
imports.app.command("persons")(import_things.persons)
imports.app.command("definitions")(import_things.definitions)
imports.app.command("dashboards")(import_things.dashboards)
imports.app.command("posthog")(import_things.posthog)
app.add_typer(imports.app, name="import")
app.add_typer(exports.app, name="export")
