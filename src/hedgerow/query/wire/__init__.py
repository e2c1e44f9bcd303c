"""The wire form of what every kind shares: nodes, filters, dates, breakdowns (contract 00-envelope)."""
