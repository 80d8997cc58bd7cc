"""Lints: the database's own advice, one SQL file each, with what a spec says about them.

A file yields the columns `name`, `level`, `object`, `detail`, `remedy` and `link`, at most one row for an object. Its
first line says what is expected of one; `-- needs:` lines name what a database must have for the lint to make sense.
`:'name'` stands for a value of `differ.checks.lints.scope.Scope`.
"""
