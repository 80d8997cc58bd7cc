"""Text search parsers, templates, dictionaries, and configurations with their mappings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from differ.kinds.base import Kind
from differ.model import Object, Ref, Step, catalog_object
from differ.sql import qualified


@catalog_object
class Functions(Object):
    """A parser or a template: `functions` are "START = name" as CREATE takes them."""

    functions: tuple[str, ...]


class _MadeOfFunctions(Kind[Functions]):
    def create(self, new: Functions, folded: Sequence[Object]) -> list[Step]:
        return [Step(sql=f"CREATE {self.title(new)} ({', '.join(new.functions)})")]


class Parsers(_MadeOfFunctions, Kind[Functions], name="text search parser"):
    command = "TEXT SEARCH PARSER"
    query = """
        select 'pg_ts_parser'::regclass::oid, p.oid, 0, array[n.nspname::text, p.prsname::text], null::text,
               null::text, d.description,
               array_remove(array['START = ' || p.prsstart::regproc, 'GETTOKEN = ' || p.prstoken::regproc,
                                  'END = ' || p.prsend::regproc, 'LEXTYPES = ' || p.prslextype::regproc,
                                  case when p.prsheadline <> 0 then 'HEADLINE = ' || p.prsheadline::regproc end], null)
        from pg_ts_parser p
        join pg_namespace n on n.oid = p.prsnamespace
        left join pg_description d on d.objoid = p.oid and d.classoid = 'pg_ts_parser'::regclass and d.objsubid = 0
        where p.oid >= '16384'::oid
    """


class Templates(_MadeOfFunctions, Kind[Functions], name="text search template"):
    command = "TEXT SEARCH TEMPLATE"

    def set_aside(self, old: Functions) -> tuple[Step, Step]:
        return self.renamed_aside(old)

    query = """
        select 'pg_ts_template'::regclass::oid, t.oid, 0, array[n.nspname::text, t.tmplname::text], null::text,
               null::text, d.description,
               array_remove(array[case when t.tmplinit <> 0 then 'INIT = ' || t.tmplinit::regproc end,
                                  'LEXIZE = ' || t.tmpllexize::regproc], null)
        from pg_ts_template t
        join pg_namespace n on n.oid = t.tmplnamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_ts_template'::regclass and d.objsubid = 0
        where t.oid >= '16384'::oid
    """


_OPTION = re.compile(r"""("(?:[^"]|"")+"|\w+) = (?:E?'(?:[^'\\]|''|\\.)*'|[^\s,]+)""")


@catalog_object
class Dictionary(Object):
    """`template` is a quoted qualified name; `options` are as ALTER takes them: "language = 'english'"."""

    template: str
    options: str | None


class Dictionaries(Kind[Dictionary], name="text search dictionary"):
    command = "TEXT SEARCH DICTIONARY"
    query = """
        select 'pg_ts_dict'::regclass::oid, t.oid, 0, array[n.nspname::text, t.dictname::text],
               pg_get_userbyid(t.dictowner)::text, null::text, d.description,
               quote_ident(pn.nspname) || '.' || quote_ident(p.tmplname), t.dictinitoption
        from pg_ts_dict t
        join pg_namespace n on n.oid = t.dictnamespace
        join pg_ts_template p on p.oid = t.dicttemplate
        join pg_namespace pn on pn.oid = p.tmplnamespace
        left join pg_description d on d.objoid = t.oid and d.classoid = 'pg_ts_dict'::regclass and d.objsubid = 0
        where t.oid >= '16384'::oid
    """

    def create(self, new: Dictionary, folded: Sequence[Object]) -> list[Step]:
        options = f",\n    {new.options}" if new.options else ""
        return [Step(sql=f"CREATE {self.title(new)} (\n    TEMPLATE = {new.template}{options}\n)")]

    def alter(self, old: Dictionary, new: Dictionary) -> tuple[Dictionary, list[Step]]:
        if old.options == new.options:
            return old, []
        kept = _OPTION.findall(new.options or "")
        gone = [name for name in _OPTION.findall(old.options or "") if name not in kept]
        options = ", ".join([*([new.options] if new.options else []), *gone])
        return replace(old, options=new.options), [Step(sql=f"ALTER {self.title(new)} ({options})")]

    def set_aside(self, old: Dictionary) -> tuple[Step, Step]:
        return self.renamed_aside(old)


@catalog_object
class Configuration(Object):
    """`mappings` are "token dictionary, dictionary", names quoted and dictionaries qualified."""

    parser: str
    mappings: tuple[str, ...]

    def by_token(self) -> dict[str, str]:
        """The dictionaries of each token type."""
        return dict(mapping.split(" ", 1) for mapping in self.mappings)


class Configurations(Kind[Configuration], name="text search configuration"):
    command = "TEXT SEARCH CONFIGURATION"
    query = """
        select 'pg_ts_config'::regclass::oid, c.oid, 0, array[n.nspname::text, c.cfgname::text],
               pg_get_userbyid(c.cfgowner)::text, null::text, d.description,
               quote_ident(pn.nspname) || '.' || quote_ident(p.prsname),
               coalesce((
                   select array_agg(x.mapping order by x.mapping)
                   from (select quote_ident(t.alias) || ' ' ||
                                string_agg(quote_ident(dn.nspname) || '.' || quote_ident(x.dictname), ', '
                                           order by m.mapseqno) as mapping
                         from pg_ts_config_map m
                         join ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
                         join pg_ts_dict x on x.oid = m.mapdict
                         join pg_namespace dn on dn.oid = x.dictnamespace
                         where m.mapcfg = c.oid
                         group by t.alias) x), '{}')
        from pg_ts_config c
        join pg_namespace n on n.oid = c.cfgnamespace
        join pg_ts_parser p on p.oid = c.cfgparser
        join pg_namespace pn on pn.oid = p.prsnamespace
        left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_ts_config'::regclass and d.objsubid = 0
        where c.oid >= '16384'::oid
    """

    def create(self, new: Configuration, folded: Sequence[Object]) -> list[Step]:
        make = Step(sql=f"CREATE {self.title(new)} (PARSER = {new.parser})")
        return [make, *self._mapping_steps(replace(new, mappings=()), new)]

    def alter(self, old: Configuration, new: Configuration) -> tuple[Configuration, list[Step]]:
        if old.parser != new.parser:
            return old, []
        return replace(old, mappings=new.mappings), self._mapping_steps(old, new)

    def rebuild(self, old: Configuration, new: Configuration, cause: Ref, *, gone: bool) -> list[Step] | None:
        if cause.kind != "text search dictionary" or old.parser != new.parser:
            return None
        dictionary = qualified(*cause.path)
        before, after = old.by_token(), new.by_token()
        return [
            Step(sql=f"ALTER {self.title(new)} ALTER MAPPING FOR {token} WITH {after[token]}")
            for token in sorted(before.keys() & after.keys())
            if dictionary in f"{before[token]}, {after[token]}".split(", ")
        ]

    def _mapping_steps(self, old: Configuration, new: Configuration) -> list[Step]:
        alter = f"ALTER {self.title(new)}"
        before, after = old.by_token(), new.by_token()
        steps = [Step(sql=f"{alter} DROP MAPPING FOR {token}") for token in before if token not in after]
        for word, tokens in (
            ("ALTER", [token for token in after if token in before and before[token] != after[token]]),
            ("ADD", [token for token in after if token not in before]),
        ):
            for dictionaries in dict.fromkeys(after[token] for token in tokens):
                same = ", ".join(token for token in tokens if after[token] == dictionaries)
                steps.append(Step(sql=f"{alter} {word} MAPPING FOR {same} WITH {dictionaries}"))
        return steps
