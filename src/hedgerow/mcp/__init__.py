"""The MCP door: dashboards and event definitions as tools for agents, over HTTP and stdio (contract 90)."""
