"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const GRADES = ["critical", "major", "minor", "neutral"];
  const byId = (id) => document.getElementById(id);

  // All findings in the order of the text, each with its file and its decision.
  const findings = [];
  data.files.forEach((file, fileIndex) => {
    for (const finding of file.findings) {
      findings.push({ ...finding, file: fileIndex, key: `${file.path}\u0000${finding.id}`, state: "open", note: "", marks: [] });
    }
  });
  const byKey = new Map(findings.map((finding) => [finding.key, finding]));
  let shown = findings.slice();
  let current = -1;
  let previewed = null;

  // ---- Decisions, kept in the browser where it lets us -------------------------------------------------------------

  const storeKey = `mtlint-review-${data.decisions_key}`;

  function decisions() {
    return findings
      .filter((finding) => finding.state !== "open" || finding.note)
      .map((finding) => ({
        id: finding.id,
        file: data.files[finding.file].path,
        check: finding.name,
        state: finding.state,
        note: finding.note,
      }));
  }

  function save() {
    try {
      localStorage.setItem(storeKey, JSON.stringify(decisions()));
    } catch {
      // Without storage the decisions live as long as the page.
    }
  }

  function take(list) {
    let taken = 0;
    for (const decision of Array.isArray(list) ? list : []) {
      const finding = byKey.get(`${decision.file}\u0000${decision.id}`);
      if (finding && ["open", "accepted", "rejected"].includes(decision.state)) {
        finding.state = decision.state;
        finding.note = String(decision.note || "");
        taken += 1;
      }
    }
    return taken;
  }

  function restore() {
    try {
      take(JSON.parse(localStorage.getItem(storeKey) || "[]"));
    } catch {
      // A damaged store is no reason not to show the page.
    }
  }

  // ---- Small helpers -----------------------------------------------------------------------------------------------

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function say(text) {
    byId("live").textContent = text;
  }

  // ---- The text ----------------------------------------------------------------------------------------------------

  // Cuts a text at the edges of its spans, so that overlapping spans nest as neighbours.
  function fill(cell, text, spans, fix) {
    cell.textContent = "";
    const edges = new Set([0, text.length]);
    for (const span of spans) {
      edges.add(span.start);
      edges.add(span.end);
    }
    for (const edit of fix) {
      edges.add(edit.start);
      edges.add(edit.end);
    }
    const cuts = [...edges].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
    const points = (at) => {
      for (const edit of fix) if (edit.start === edit.end && edit.start === at) cell.append(element("ins", "", edit.text));
      for (const span of spans) if (span.start === span.end && span.start === at) cell.append(marked(span.finding, true));
    };
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const [from, to] = [cuts[i], cuts[i + 1]];
      points(from);
      const piece = text.slice(from, to);
      const edit = fix.find((e) => e.start <= from && to <= e.end && e.start < e.end);
      const over = spans.filter((s) => s.start <= from && to <= s.end && s.start < s.end);
      let node = document.createTextNode(piece);
      if (edit) {
        const gone = element("del");
        gone.append(node);
        node = gone;
      }
      if (over.length) {
        const best = over.reduce((a, b) => (GRADES.indexOf(a.finding.severity) <= GRADES.indexOf(b.finding.severity) ? a : b));
        const wrap = marked(best.finding, false);
        wrap.append(node);
        for (const span of over) if (span !== best) span.finding.marks.push(wrap);
        node = wrap;
      }
      cell.append(node);
      if (edit && edit.end === to && edit.text) cell.append(element("ins", "", edit.text));
    }
    points(cuts.length > 1 ? cuts[cuts.length - 1] : 0);
  }

  function marked(finding, point) {
    const made = element("mark", finding.severity + (point ? " point" : ""));
    if (finding.state !== "open") made.classList.add("decided");
    made.dataset.key = finding.key;
    made.title = `${finding.check} ${finding.name}: ${finding.message}`;
    finding.marks.push(made);
    return made;
  }

  const cells = new Map();

  function cellKey(file, bead, side) {
    return `${file}/${bead}/${side}`;
  }

  const spansOf = new Map();
  for (const finding of findings) {
    for (const span of finding.spans) {
      const key = cellKey(finding.file, span.bead, span.side);
      if (!spansOf.has(key)) spansOf.set(key, []);
      spansOf.get(key).push({ start: span.start, end: span.end, finding });
    }
  }

  function draw(fileIndex, beadIndex, side, fix) {
    const key = cellKey(fileIndex, beadIndex, side);
    const cell = cells.get(key);
    if (!cell) return;
    const spans = spansOf.get(key) || [];
    for (const span of spans) span.finding.marks = span.finding.marks.filter((mark) => !cell.contains(mark));
    fill(cell, data.files[fileIndex].beads[beadIndex][side], spans, fix || []);
  }

  function cellOf(file, fileIndex, bead, beadIndex, side) {
    const target = side === "target";
    const missing = (target && bead.kind === "omission") || (!target && bead.kind === "addition");
    const cell = element("div", missing ? `cell gap ${side}` : `cell ${side}`);
    cell.dir = (target ? file.dir : file.source_dir) || "auto";
    const lang = target ? file.lang : file.source_lang;
    if (lang && lang !== "und" && !missing) cell.lang = lang;
    if (missing) {
      cell.dir = "ltr";
      cell.textContent = target ? "not translated" : "not in the source";
      return cell;
    }
    cells.set(cellKey(fileIndex, beadIndex, side), cell);
    draw(fileIndex, beadIndex, side);
    return cell;
  }

  const beadRows = [];

  function build() {
    const article = byId("article");
    data.files.forEach((file, fileIndex) => {
      const alone = file.source_path === null;
      const section = element("section", alone ? "file alone" : "file");
      section.append(element("h2", "", alone ? file.path : `${file.source_path} → ${file.path}`));
      const rows = [];
      file.beads.forEach((bead, beadIndex) => {
        const row = element("div", `bead ${bead.kind}`);
        if (!alone) row.append(cellOf(file, fileIndex, bead, beadIndex, "source"));
        row.append(cellOf(file, fileIndex, bead, beadIndex, "target"));
        if (bead.kind === "moved") row.title = "stands elsewhere in the order of the source";
        section.append(row);
        rows.push(row);
      });
      beadRows.push(rows);
      article.append(section);
    });
    article.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (mark) go(shown.indexOf(byKey.get(mark.dataset.key)), true);
    });
  }

  // ---- The overview ------------------------------------------------------------------------------------------------

  const lines = [];
  const canvas = document.createElement("canvas");

  function measure() {
    lines.length = 0;
    data.files.forEach((file, fileIndex) => file.beads.forEach((bead, beadIndex) => {
      lines.push({ fileIndex, beadIndex, weight: 1 + (bead.target.length || bead.source.length) / 80, gap: bead.kind === "omission" || bead.kind === "addition" });
    }));
    let sum = 0;
    for (const line of lines) {
      line.from = sum;
      sum += line.weight;
    }
    for (const line of lines) line.total = sum;
  }

  function passageOf(finding) {
    const span = finding.spans.find((s) => s.side === "target") || finding.spans[0];
    return span ? span.bead : finding.passage ?? 0;
  }

  function paint() {
    const box = byId("map").getBoundingClientRect();
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.max(1, box.width * scale);
    canvas.height = Math.max(1, box.height * scale);
    const pen = canvas.getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const worst = new Map();
    for (const finding of shown) {
      if (finding.state !== "open") continue;
      const key = `${finding.file}/${passageOf(finding)}`;
      const grade = GRADES.indexOf(finding.severity);
      if (!worst.has(key) || grade < worst.get(key)) worst.set(key, grade);
    }
    const here = shown[current];
    for (const line of lines) {
      const y = (line.from / line.total) * canvas.height;
      const height = Math.max(scale, (line.weight / line.total) * canvas.height - scale * 0.6);
      const grade = worst.get(`${line.fileIndex}/${line.beadIndex}`);
      pen.fillStyle = style.getPropertyValue(grade === undefined ? "--line" : `--${GRADES[grade]}`);
      const inset = grade === undefined ? 0.3 : 0.12;
      pen.fillRect(canvas.width * inset, y, canvas.width * (1 - 2 * inset), grade === undefined ? height : Math.max(height, 3 * scale));
      if (here && here.file === line.fileIndex && passageOf(here) === line.beadIndex) {
        pen.fillStyle = style.getPropertyValue("--accent");
        pen.fillRect(0, y, canvas.width * 0.1, Math.max(height, 6 * scale));
        pen.fillRect(canvas.width * 0.9, y, canvas.width * 0.1, Math.max(height, 6 * scale));
      }
    }
  }

  let painting = false;
  function repaint() {
    if (painting) return;
    painting = true;
    requestAnimationFrame(() => {
      painting = false;
      paint();
    });
  }

  // ---- The panel ---------------------------------------------------------------------------------------------------

  function button(label, key, pressed, action) {
    const made = element("button", "", `${label} `);
    made.type = "button";
    made.append(element("kbd", "", key));
    if (pressed !== null) made.setAttribute("aria-pressed", String(pressed));
    made.addEventListener("click", action);
    return made;
  }

  function panel() {
    const aside = byId("panel");
    aside.textContent = "";
    const finding = shown[current];
    if (!finding) {
      aside.append(element("p", "help", shown.length ? "j goes to the first finding." : "Nothing to show here."));
      return;
    }
    const file = data.files[finding.file];
    aside.append(element("p", "where", `${current + 1} of ${shown.length} · ${file.path}:${finding.line}:${finding.column}`));
    const head = element("h2");
    const check = data.checks[finding.check];
    const link = element("a", "", `${finding.check} ${finding.name}`);
    if (check && check.url) {
      link.href = check.url;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
    }
    head.append(link);
    aside.append(head);
    const tags = element("p");
    tags.append(element("span", `tag ${finding.severity}`, finding.severity), element("span", "tag", finding.category), element("span", "tag", `${finding.confidence} % sure`));
    aside.append(tags, element("p", "message", finding.message), element("p", "help", finding.help));
    if (finding.fix) {
      aside.append(element("p", "help", `${finding.fix.message}${finding.fix.safe ? "" : " (wants a look)"}`));
      for (const edit of finding.fix.edits) aside.append(change(file, edit));
    }
    const actions = element("div", "actions");
    actions.append(
      button("Accept", "a", finding.state === "accepted", () => decide("accepted")),
      button("Reject", "r", finding.state === "rejected", () => decide("rejected")),
      button("Undo", "u", null, () => decide("open")),
      button("Note", "e", null, note),
    );
    if (finding.fix) actions.append(button("Preview fix", "f", previewed === finding, preview));
    aside.append(actions);
    const label = element("label", "", "Note ");
    const area = element("textarea");
    area.id = "note";
    area.value = finding.note;
    area.addEventListener("input", () => {
      finding.note = area.value;
      save();
    });
    label.append(area);
    aside.append(label);
  }

  // The words around an edit, before and after.
  function change(file, edit) {
    const text = file.beads[edit.bead].target;
    const box = element("p", "diff");
    box.dir = file.dir;
    box.append(text.slice(Math.max(0, edit.start - 24), edit.start));
    if (edit.start < edit.end) box.append(element("del", "", text.slice(edit.start, edit.end)));
    if (edit.text) box.append(element("ins", "", edit.text));
    box.append(text.slice(edit.end, edit.end + 24));
    return box;
  }

  // ---- What the keys do --------------------------------------------------------------------------------------------

  function go(index, quiet) {
    if (index < 0 || index >= shown.length) return;
    const before = shown[current];
    if (before) for (const mark of before.marks) mark.classList.remove("active");
    if (previewed && previewed !== shown[index]) preview();
    current = index;
    const finding = shown[current];
    for (const mark of finding.marks) mark.classList.add("active");
    const rows = beadRows[finding.file];
    const row = rows && rows[passageOf(finding)];
    if (row && !quiet) row.scrollIntoView({ block: "center" });
    panel();
    repaint();
    say(`${finding.severity} ${finding.name}: ${finding.message}`);
  }

  function nextOpen() {
    for (let index = current + 1; index < shown.length; index += 1) if (shown[index].state === "open") return index;
    return -1;
  }

  function decide(state) {
    const finding = shown[current];
    if (!finding) return;
    finding.state = state;
    for (const mark of finding.marks) mark.classList.toggle("decided", state !== "open");
    save();
    counts();
    const next = state === "open" ? -1 : nextOpen();
    if (next >= 0) go(next);
    else {
      panel();
      repaint();
    }
    if (state !== "open") say(`${finding.name} ${state}`);
  }

  function note() {
    const area = byId("note");
    if (area) area.focus();
  }

  function preview() {
    const finding = previewed || shown[current];
    if (!finding || !finding.fix) return;
    const opening = previewed === null;
    previewed = opening ? finding : null;
    const beads = new Set(finding.fix.edits.map((edit) => edit.bead));
    for (const bead of beads) {
      draw(finding.file, bead, "target", opening ? finding.fix.edits.filter((edit) => edit.bead === bead) : []);
    }
    const active = shown[current];
    if (active) for (const mark of active.marks) mark.classList.add("active");
    panel();
  }

  function exportDecisions() {
    const decided = decisions().filter((decision) => decision.state !== "open");
    const text = `${JSON.stringify({ version: 1, tool: data.tool, decisions: decided }, null, 2)}\n`;
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`${decided.length} decisions exported`);
  }

  function jumpFile(step) {
    const file = shown[current] ? shown[current].file : -1;
    const order = step > 0 ? shown.map((_, i) => i) : shown.map((_, i) => shown.length - 1 - i);
    const found = order.find((i) => (step > 0 ? shown[i].file > file : shown[i].file < file));
    if (found !== undefined) go(shown.findIndex((finding) => finding.file === shown[found].file));
  }

  // ---- Filters -----------------------------------------------------------------------------------------------------

  function options(id, values, all) {
    const select = byId(id);
    select.append(new Option(all, ""));
    for (const value of values) select.append(new Option(value, value));
    select.addEventListener("change", filter);
  }

  function filter() {
    const kept = shown[current];
    const wanted = byId("search").value.trim().toLowerCase();
    const [check, category, severity, state] = ["by-check", "by-category", "by-severity", "by-state"].map((id) => byId(id).value);
    const least = Number(byId("by-confidence").value) || 0;
    shown = findings.filter((finding) => {
      if (check && finding.name !== check) return false;
      if (category && finding.category !== category) return false;
      if (severity && finding.severity !== severity) return false;
      if (state && finding.state !== state) return false;
      if (finding.confidence < least) return false;
      return !wanted || textOf(finding).includes(wanted);
    });
    if (kept) for (const mark of kept.marks) mark.classList.remove("active");
    current = kept ? shown.indexOf(kept) : -1;
    if (current >= 0) for (const mark of kept.marks) mark.classList.add("active");
    counts();
    panel();
    repaint();
  }

  function textOf(finding) {
    if (!finding.text) {
      const file = data.files[finding.file];
      const around = finding.spans.map((span) => file.beads[span.bead][span.side]).join(" ");
      finding.text = `${finding.check} ${finding.name} ${finding.message} ${around}`.toLowerCase();
    }
    return finding.text;
  }

  function counts() {
    const of = (list, state) => list.filter((finding) => finding.state === state).length;
    const grades = GRADES.map((grade) => [grade, findings.filter((f) => f.state === "open" && f.severity === grade).length])
      .filter(([, count]) => count)
      .map(([grade, count]) => `${count} ${grade}`);
    const open = of(findings, "open");
    const text = `${open} open${grades.length ? ` (${grades.join(", ")})` : ""} · ${of(findings, "accepted")} accepted · ${of(findings, "rejected")} rejected`;
    byId("counts").textContent = shown.length === findings.length ? text : `${text} · ${shown.length} shown`;
  }

  // ---- Begin -------------------------------------------------------------------------------------------------------

  const keys = {
    j: () => go(current + 1),
    k: () => go(current - 1),
    a: () => decide("accepted"),
    r: () => decide("rejected"),
    u: () => decide("open"),
    e: note,
    f: preview,
    n: () => jumpFile(1),
    p: () => jumpFile(-1),
    x: exportDecisions,
    "/": () => byId("search").focus(),
    "?": () => byId("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && typing) {
      typing.blur();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    const action = keys[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });

  restore();
  build();
  measure();
  const sorted = (values) => [...new Set(values)].sort();
  options("by-check", sorted(findings.map((f) => f.name)), "all");
  options("by-category", sorted(findings.map((f) => f.category)), "all");
  options("by-severity", GRADES.filter((grade) => findings.some((f) => f.severity === grade)), "all");
  options("by-state", ["open", "accepted", "rejected"], "all");
  byId("search").addEventListener("input", filter);
  byId("by-confidence").addEventListener("input", filter);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("export").addEventListener("click", exportDecisions);
  byId("import").addEventListener("change", async (event) => {
    try {
      const list = JSON.parse(await event.target.files[0].text()).decisions;
      say(`${take(list)} decisions imported`);
    } catch {
      say("This file holds no decisions of a review.");
    }
    event.target.value = "";
    for (const finding of findings) for (const mark of finding.marks) mark.classList.toggle("decided", finding.state !== "open");
    save();
    filter();
  });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    repaint();
  });
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  byId("help-close").addEventListener("click", () => byId("help").close());
  byId("map").append(canvas);
  byId("map").addEventListener("click", (event) => {
    const box = byId("map").getBoundingClientRect();
    const at = ((event.clientY - box.top) / box.height) * (lines.length ? lines[0].total : 1);
    const line = lines.findLast((l) => l.from <= at);
    if (!line) return;
    beadRows[line.fileIndex][line.beadIndex].scrollIntoView({ block: "center" });
    const index = shown.findIndex((f) => f.file === line.fileIndex && passageOf(f) === line.beadIndex);
    if (index >= 0) go(index);
  });
  addEventListener("resize", repaint);
  counts();
  panel();
  repaint();
})();
