"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const remembered = (() => { try { return localStorage; } catch { return {}; } })();

  // Light or dark.
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const turn = () => { root.dataset.theme = isDark() ? "light" : "dark"; try { remembered["differ-theme"] = root.dataset.theme; } catch { /* nowhere to keep it */ } };
  if (["light", "dark"].includes(remembered["differ-theme"])) root.dataset.theme = remembered["differ-theme"];
  $("theme").onclick = turn;

  // One panel at a time.
  const panels = [...document.querySelectorAll(".panel")];
  const links = [...document.querySelectorAll("nav a")];
  const current = () => panels.find((panel) => !panel.hidden);
  let whenShown = () => {};
  const show = () => {
    const [name, chosen] = decodeURIComponent(location.hash.slice(1)).split("=");
    const wanted = panels.find((panel) => panel.id === name) || panels[0];
    panels.forEach((panel) => { panel.hidden = panel !== wanted; });
    links.forEach((link) => link.toggleAttribute("aria-current", link.hash === `#${wanted.id}`));
    if (wanted.id === "schema") whenShown(chosen);
  };
  addEventListener("hashchange", show);

  // Results.
  const statuses = $("statuses");
  if (statuses) {
    const groups = [...document.querySelectorAll(".group")];
    const filter = () => {
      const shown = new Set([...statuses.querySelectorAll("input:checked")].map((box) => box.value));
      const words = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
      let any = false;
      for (const group of groups) {
        const title = group.firstElementChild.textContent.toLowerCase();
        let left = 0;
        if ([...shown].some((status) => group.classList.contains(status))) {
          for (const item of group.querySelectorAll("li")) {
            const text = title + item.textContent.toLowerCase();
            item.hidden = !words.every((word) => text.includes(word));
            left += !item.hidden;
          }
        }
        group.hidden = !left;
        if (words.length && left) group.open = true;
        any = any || left > 0;
      }
      document.querySelector(".nothing").hidden = any;
    };
    statuses.addEventListener("input", filter);
    filter();
  }
  if ($("copy")) $("copy").onclick = async () => { await navigator.clipboard.writeText($("sql").textContent); $("copy").textContent = "Copied"; };

  const keys = { "1": () => links[0]?.click(), "2": () => links[1]?.click(), "3": () => links[2]?.click(), t: turn };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches('input[type="search"]');
    if (typing && event.key !== "Escape" && event.key !== "Enter") return;
    if (event.key === "/") { current().querySelector('input[type="search"]')?.focus(); event.preventDefault(); return; }
    const inSchema = current().id === "schema" && inPicture[event.key];
    const act = inSchema && (event.key !== "Enter" || typing) ? inPicture[event.key] : keys[event.key];
    if (act) { act(event); event.preventDefault(); }
  });
  const inPicture = {};

  // The picture.
  if ($("picture")) {
    const { boxes, lines, levels } = JSON.parse($("picture").textContent);
    const svg = $("picture-of-schema"), space = "http://www.w3.org/2000/svg";
    const HEAD = 26, ROW = 17;
    const put = (parent, name, attributes, text) => {
      const made = document.createElementNS(space, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      if (text !== undefined) made.textContent = text;
      return parent.appendChild(made);
    };
    const element = (parent, name, text, type) => {
      const made = document.createElement(name);
      if (text !== undefined) made.textContent = text;
      if (type) made.className = type;
      return parent.appendChild(made);
    };
    const clipped = (text, room) => (text.length > room ? `${text.slice(0, Math.max(1, room - 1))}…` : text);
    const halves = (name) => {
      if (name.length < 12) return [name];
      const breaks = [...name.matchAll(/[_.]/g)].map((match) => match.index + 1);
      const middle = breaks.sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2))[0];
      return middle ? [name.slice(0, middle), name.slice(middle)] : [name];
    };
    const shortName = (box) => (box.name.startsWith("public.") ? box.name.slice(7) : box.name);
    const isOdd = (box) => box.change || box.failures.length;
    let level = "keys", view = { x: 0, y: 0, w: 1, h: 1 }, chosen = -1, nodes = [], edges = [], seen = boxes.map(() => true);

    const rows = (box) => (level === "all" ? box.columns : box.columns.filter((column) => /[pf]/.test(column[2]) || column[3]));
    const drawBox = (layer, box, i) => {
      const [x, y, w, h] = levels[level].places[i];
      const dashed = box.kind.endsWith("view") ? " view" : "";
      const group = put(layer, "g", { class: `box ${box.change}${dashed}`, transform: `translate(${x} ${y})`, "data-name": box.name });
      put(group, "title", {}, box.comment ? `${box.name}: ${box.comment}` : box.name);
      put(group, "rect", { class: "frame", width: w, height: h, rx: 5 });
      put(group, "path", { class: "head", d: `M1 ${HEAD}V6Q1 1 6 1H${w - 6}Q${w - 1} 1 ${w - 1} 6V${HEAD}Z` });
      put(group, "text", { class: "title", x: 9, y: 18 }, clipped(shortName(box), (w - 20) / 7.2));
      rows(box).forEach(([name, type, marks, change], row) => {
        const at = HEAD + row * ROW + 14;
        const key = /p/.test(marks) ? "PK" : /f/.test(marks) ? "FK" : "";
        put(group, "text", { class: "key", x: 8, y: at - 1 }, key);
        put(group, "text", { class: change, x: 26, y: at }, clipped(name, (w - 38) / 6.7 - Math.min(type.length + 1, 12)));
        put(group, "text", { class: "kind", x: w - 9, y: at }, clipped(type, (w - 38) / 6.7 - name.length - 1));
      });
      // From afar a long name is read in two lines.
      const words = halves(shortName(box)), longest = Math.max(...words.map((word) => word.length));
      const size = Math.min((w + 50) / (longest * 0.58), (h * 0.8) / words.length, 34);
      words.forEach((word, line) => {
        const y = h / 2 + (line - (words.length - 1) / 2) * size * 1.02;
        put(group, "text", { class: "name", x: w / 2, y }, word).style.fontSize = `${size}px`;
      });
      if (box.failures.length) {
        put(group, "circle", { class: "badge", cx: w, cy: 0, r: 9 });
        put(group, "text", { class: "count", x: w, y: 3.5 }, box.failures.length);
      }
      group.addEventListener("click", () => { if (!moved) choose(i); });
      return group;
    };
    const drawLine = (layer, [from, to, column, words]) => {
      const [ax, ay, aw] = levels[level].places[from], [bx, by, bw] = levels[level].places[to];
      const row = Math.max(0, rows(boxes[from]).findIndex(([name]) => name === column));
      const y1 = ay + (column ? HEAD + row * ROW + ROW / 2 : HEAD / 2), y2 = by + HEAD / 2;
      let d;
      if (bx + bw <= ax) { const k = Math.min(140, (ax - bx - bw) / 2 + 12); d = `M${ax} ${y1}C${ax - k} ${y1} ${bx + bw + k} ${y2} ${bx + bw + 2} ${y2}`; }
      else if (ax + aw <= bx) { const k = Math.min(140, (bx - ax - aw) / 2 + 12); d = `M${ax + aw} ${y1}C${ax + aw + k} ${y1} ${bx - k} ${y2} ${bx - 2} ${y2}`; }
      else { const right = Math.max(ax + aw, bx + bw) + 30; d = `M${ax + aw} ${y1}C${right} ${y1} ${right} ${y2} ${bx + bw + 2} ${y2}`; }
      const path = put(layer, "path", { class: words === "reads" ? "edge reads" : "edge", d, "marker-end": "url(#arrow)" });
      put(path, "title", {}, `${boxes[from].name} → ${boxes[to].name}: ${words}`);
      return path;
    };
    const draw = () => {
      svg.replaceChildren();
      const marks = put(svg, "defs", {});
      for (const id of ["arrow", "arrow-lit"]) {
        const marker = put(marks, "marker", { id, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" });
        put(marker, "path", { d: "M0 0L8 4L0 8Z" });
      }
      svg.classList.toggle("many", lines.length > 120);
      const below = put(svg, "g", {}), above = put(svg, "g", {});
      edges = lines.map((line) => drawLine(below, line));
      nodes = boxes.map((box, i) => drawBox(above, box, i));
      $("level").textContent = level === "keys" ? "All columns" : "Keys only";
      mark();
    };

    // Size and place.
    const apply = () => {
      svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
      svg.classList.toggle("far", svg.clientWidth / view.w < 0.5);
    };
    const shape = () => (svg.clientHeight || 1) / (svg.clientWidth || 1);
    const whole = () => {
      const [w, h] = levels[level].size, wide = Math.max(w * 1.04 + 20, (h * 1.1 + 90) / shape(), 300);
      view = { w: wide, h: wide * shape(), x: w / 2 - wide / 2, y: h * 0.53 + 20 - (wide * shape()) / 2 };
      apply();
    };
    const zoom = (factor, px = 0.5, py = 0.5) => {
      const w = Math.min(Math.max(view.w * factor, 200), Math.max(...levels[level].size) * 4 + 800), h = w * shape();
      view = { x: view.x + (view.w - w) * px, y: view.y + (view.h - h) * py, w, h };
      apply();
    };
    const bring = (i) => {
      const [x, y, w, h] = levels[level].places[i];
      const wide = Math.min(view.w, Math.max(svg.clientWidth / 0.9, w * 1.3));
      const inside = x > view.x && y > view.y && x + w < view.x + view.w && y + h < view.y + view.h;
      if (inside && wide === view.w) return;
      view = { w: wide, h: wide * shape(), x: x + w / 2 - wide / 2, y: y + h / 2 - (wide * shape()) / 2 };
      apply();
    };
    let moved = false, held = null;
    svg.addEventListener("wheel", (event) => {
      const frame = svg.getBoundingClientRect();
      zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.004), (event.clientX - frame.x) / frame.width, (event.clientY - frame.y) / frame.height);
      event.preventDefault();
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, view: { ...view } }; moved = false; });
    addEventListener("pointermove", (event) => {
      if (!held) return;
      const dx = event.clientX - held.x, dy = event.clientY - held.y;
      if (Math.hypot(dx, dy) > 4) { moved = true; svg.classList.add("dragged"); }
      const scale = view.w / svg.clientWidth;
      if (moved) { view.x = held.view.x - dx * scale; view.y = held.view.y - dy * scale; apply(); }
    });
    addEventListener("pointerup", () => { held = null; svg.classList.remove("dragged"); });
    svg.addEventListener("click", (event) => { if (event.target === svg && !moved) choose(-1); });

    // Search and list.
    const items = boxes.map((box, i) => {
      const button = element(element($("tables"), "li"), "button");
      const name = element(button, "span", shortName(box), box.change);
      name.title = box.name;
      if (box.failures.length) element(button, "em", `✗${box.failures.length}`);
      if (box.change) element(button, "b", { new: "+", changed: "~", gone: "−" }[box.change], box.change);
      button.onclick = () => choose(i);
      return button;
    });
    let found = boxes.map((_, i) => i);
    const search = () => {
      const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean), only = $("only").checked;
      // A name that is the word comes before one that holds it, and that before a column that does.
      const rank = boxes.map((box) => {
        const name = box.name.toLowerCase(), text = [name, ...box.columns.map((column) => column[0].toLowerCase())].join(" ");
        if (!words.every((word) => text.includes(word)) || (only && !isOdd(box))) return 4;
        return !words.length || words.join(" ") === shortName(box).toLowerCase() ? 0 : words.every((word) => name.includes(word)) ? 1 : 2;
      });
      seen = rank.map((value) => value < 4);
      found = boxes.map((_, i) => i).filter((i) => seen[i]).sort((a, b) => rank[a] - rank[b] || a - b);
      $("tables").replaceChildren(...found.map((i) => items[i].parentElement));
      mark();
    };
    $("search").addEventListener("input", search);
    $("only").addEventListener("input", search);
    $("only").disabled = !boxes.some(isOdd);

    // One table and what it hangs together with.
    const mark = () => {
      const near = new Set([chosen]);
      lines.forEach(([from, to], i) => {
        const lit = chosen >= 0 && (from === chosen || to === chosen);
        if (lit) { near.add(from); near.add(to); edges[i].parentElement.append(edges[i]); }
        edges[i].classList.toggle("lit", lit);
        edges[i].setAttribute("marker-end", lit ? "url(#arrow-lit)" : "url(#arrow)");
      });
      svg.classList.toggle("choosing", chosen >= 0);
      nodes.forEach((node, i) => {
        node.classList.toggle("chosen", i === chosen);
        node.classList.toggle("dim", !seen[i] || (chosen >= 0 && !near.has(i)));
      });
      items.forEach((item, i) => item.toggleAttribute("aria-current", i === chosen));
    };
    const section = (parent, title, texts, type) => {
      if (!texts.length) return;
      element(parent, "h3", title);
      const list = element(parent, "ul", undefined, type);
      texts.forEach((text) => { if (typeof text === "string") element(list, "li", text); else text(element(list, "li")); });
    };
    const linkTo = (i, words) => (item) => {
      const button = element(item, "button", boxes[i].name, "table");
      button.onclick = () => choose(i);
      element(item, "small", ` ${words}`);
    };
    const describe = (i) => {
      const panel = $("details"), box = boxes[i];
      panel.replaceChildren();
      const close = element(panel, "button", "×");
      close.id = "close"; close.title = "Close (Esc)"; close.onclick = () => choose(-1);
      element(panel, "h2", box.name);
      element(panel, "small", [box.kind, box.rls ? "row-level security" : "", { new: "new", changed: "changed", gone: "dropped" }[box.change]].filter(Boolean).join(" · "));
      if (box.comment) element(panel, "p", box.comment);
      section(panel, "Fails", box.failures, "failures");
      section(panel, "Plan", box.plan.map((text) => (item) => { item.textContent = text; item.className = { "+": "new", "-": "gone" }[text[0]] || "changed"; }), "plan");
      element(panel, "h3", "Columns");
      const table = element(panel, "table");
      box.columns.forEach(([name, type, marks, change, otherwise]) => {
        const row = element(table, "tr", undefined, change);
        element(row, "td", name);
        element(row, "td", [type, /n/.test(marks) ? "not null" : "", /p/.test(marks) ? "PK" : "", /f/.test(marks) ? "FK" : "", /u/.test(marks) ? "unique" : "", otherwise ? `= ${otherwise}` : ""].filter(Boolean).join(" · "));
      });
      section(panel, "Refers to", lines.filter(([from]) => from === i).map(([, to, column, words]) => linkTo(to, column || words)));
      section(panel, "Referred to by", lines.filter(([, to]) => to === i).map(([from, , column, words]) => linkTo(from, column || words)));
      for (const [name, texts] of Object.entries(box.lists)) section(panel, name[0].toUpperCase() + name.slice(1), texts);
      panel.scrollTop = 0;
    };
    const choose = (i, keep) => {
      chosen = i;
      const wasHidden = $("details").hidden;
      $("details").hidden = i < 0;
      if (i >= 0) { describe(i); items[i].scrollIntoView({ block: "nearest" }); }
      if (wasHidden !== (i < 0)) { view.h = view.w * shape(); apply(); }
      if (i >= 0) bring(i);
      mark();
      if (!keep) history.replaceState(null, "", i < 0 ? "#schema" : `#schema=${encodeURIComponent(boxes[i].name)}`);
    };

    // Keys.
    const step = (dx, dy) => () => {
      const middle = (i) => { const [x, y, w, h] = levels[level].places[i]; return [x + w / 2, y + h / 2]; };
      const able = boxes.map((_, i) => i).filter((i) => seen[i]);
      if (chosen < 0) { if (able.length) choose(able[0]); return; }
      const [x, y] = middle(chosen);
      let best = -1, least = Infinity;
      for (const i of able) {
        const [ox, oy] = middle(i), along = (ox - x) * dx + (oy - y) * dy, aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
        if (i !== chosen && along > 4 && along + aside * 2.2 < least) { best = i; least = along + aside * 2.2; }
      }
      if (best >= 0) choose(best);
    };
    const next = (by) => () => {
      const odd = boxes.map((_, i) => i).filter((i) => isOdd(boxes[i]));
      if (odd.length) choose(odd[(odd.indexOf(chosen) + (chosen < 0 && by < 0 ? 0 : by) + odd.length) % odd.length]);
    };
    const relevel = () => { level = level === "keys" ? "all" : "keys"; draw(); whole(); if (chosen >= 0) bring(chosen); };
    const help = () => { $("keys").hidden = !$("keys").hidden; };
    Object.assign(inPicture, {
      ArrowLeft: step(-1, 0), ArrowRight: step(1, 0), ArrowUp: step(0, -1), ArrowDown: step(0, 1), n: next(1), p: next(-1),
      "+": () => zoom(0.75), "=": () => zoom(0.75), "-": () => zoom(1.33), "0": whole, a: relevel, "?": help,
      Escape: () => { $("keys").hidden = true; if (document.activeElement === $("search")) { $("search").value = ""; search(); svg.focus(); } else choose(-1); },
      Enter: () => { if (found.length) { choose(found[0]); svg.focus(); } },
    });
    $("level").onclick = relevel; $("whole").onclick = whole; $("help").onclick = help;
    $("larger").onclick = () => zoom(0.75); $("smaller").onclick = () => zoom(1.33);
    let drawn = false;
    whenShown = (name) => {
      if (!drawn) { draw(); whole(); drawn = true; }
      const wanted = boxes.findIndex((box) => box.name === name);
      if (wanted >= 0 && wanted !== chosen) choose(wanted, true);
    };
    addEventListener("resize", () => { view.h = view.w * shape(); apply(); });
  }
  show();
})();
