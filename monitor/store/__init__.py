"""The only SQL: tables, engines, writes, queries."""
