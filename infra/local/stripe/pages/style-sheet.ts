import { dashboardStyles } from './dashboard/styles.ts';

/** One sheet for all pages. The colours hold 4.5:1 against their ground in both schemes. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f8fa, #0e1117); --panel: light-dark(#ffffff, #171b24); --line: light-dark(#d9dfe7, #313948);
  --text: light-dark(#1a1f36, #eef1f7); --quiet: light-dark(#545e73, #a6b0c3); --field: light-dark(#ffffff, #10141c); --edge: light-dark(#7f8a9d, #66738a);
  --accent: light-dark(#0a62c9, #5aa5ff); --on-accent: light-dark(#ffffff, #06131f); --accent-strong: light-dark(#084f9f, #82bbff);
  --bad: light-dark(#b3122e, #ff8a98); --bad-ground: light-dark(#fdecef, #35151c);
  --good: light-dark(#0b6b3a, #63d297); --note: light-dark(#fff5dc, #2c2412); --note-text: light-dark(#6b4b00, #f2cf7a);
  --radius: 10px;
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1, h2, p, ul, dl, dd, fieldset { margin: 0; padding: 0; }
h1 { font-size: 1.375rem; line-height: 1.3; } h2 { font-size: 1.125rem; line-height: 1.3; }
a { color: var(--accent); } a:hover { color: var(--accent-strong); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
code, .mono { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .9em; }
.quiet { color: var(--quiet); } .small { font-size: .875rem; } .amount { font-variant-numeric: tabular-nums; white-space: nowrap; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge { display: inline-block; padding: .1rem .5rem; border-radius: 6px; background: var(--note); color: var(--note-text); font-size: .75rem; font-weight: 650; letter-spacing: .02em; text-transform: uppercase; }

.checkout { display: grid; min-height: 100vh; }
.summary { padding: 1.25rem 1.25rem 1.75rem; border-bottom: 1px solid var(--line); }
.payment { padding: 1.75rem 1.25rem 1.5rem; background: var(--panel); }
.aside { padding: 0 1.25rem 2.5rem; background: var(--panel); }
.column { width: 100%; max-width: 27rem; margin-inline: auto; display: grid; gap: 1.5rem; align-content: start; }
.merchant { display: flex; align-items: center; flex-wrap: wrap; gap: .625rem; font-weight: 650; }
.merchant a { display: inline-flex; align-items: center; gap: .625rem; min-height: 44px; color: inherit; text-decoration: none; }
.merchant a:hover span:last-child { text-decoration: underline; }
.merchant .mark { display: grid; place-items: center; width: 2rem; height: 2rem; border-radius: 50%; background: var(--accent); color: var(--on-accent); font-size: .9375rem; }
.due { display: grid; gap: .125rem; }
.due h1 { font-size: 1rem; font-weight: 550; color: var(--quiet); }
.due .amount { font-size: 2.375rem; font-weight: 700; line-height: 1.15; letter-spacing: -.02em; }
.lines { display: grid; gap: .875rem; list-style: none; }
.lines li, .totals > div { display: flex; justify-content: space-between; gap: 1rem; }
.lines li > div { min-width: 0; overflow-wrap: anywhere; font-weight: 550; }
.lines .small { display: block; font-weight: 400; }
.totals { display: grid; gap: .625rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.totals .total { padding-top: .625rem; border-top: 1px solid var(--line); font-weight: 700; }
.totals .off { color: var(--good); }

form { display: grid; gap: 1.25rem; }
fieldset { border: 0; min-width: 0; display: grid; gap: .75rem; }
legend { padding: 0; margin-bottom: .75rem; font-size: 1.0625rem; font-weight: 650; }
.field { display: grid; gap: .3125rem; }
.field label { font-size: .875rem; font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 1fr; align-items: end; gap: .75rem; }
input:not([type=radio]) { width: 100%; min-height: 46px; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--field); color: inherit; font: inherit; }
input::placeholder { color: var(--quiet); opacity: 1; }
input[aria-invalid=true] { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
input[readonly] { border-color: var(--line); background: var(--ground); }
.methods { display: grid; border: 1px solid var(--line); border-radius: var(--radius); overflow: clip; }
.methods > label + *, .methods > * + label { border-top: 1px solid var(--line); }
.methods label.choice { display: flex; align-items: center; gap: .75rem; min-height: 48px; padding: .625rem 1rem; cursor: pointer; }
.methods label.choice:has(:checked) { font-weight: 600; background: color-mix(in srgb, var(--accent) 9%, transparent); }
.methods label.choice:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: -3px; border-radius: var(--radius); }
.methods input[type=radio] { width: 1.125rem; height: 1.125rem; margin: 0; flex: none; accent-color: var(--accent); outline: none; }
.card-fields { display: none; gap: .75rem; padding: .875rem 1rem 1.125rem; }
.methods:has(#method-card:checked) .card-fields, .card-fields:first-child { display: grid; }
button, .button { display: inline-flex; justify-content: center; align-items: center; min-height: 48px; padding: .625rem 1.25rem; border: 1px solid transparent; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 650; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: var(--accent-strong); color: var(--on-accent); }
button.plain { background: transparent; border-color: var(--edge); color: var(--text); }
button.plain:hover { background: color-mix(in srgb, var(--text) 8%, transparent); color: var(--text); }
.pay { width: 100%; font-size: 1.0625rem; }
.promotion { grid-template-columns: 1fr auto; align-items: end; gap: .5rem .625rem; }
.promotion button { min-height: 46px; }
.promotion .applied { overflow-wrap: anywhere; align-self: center; }
.alert { padding: .75rem 1rem; border-radius: 8px; background: var(--bad-ground); color: var(--bad); font-weight: 550; border-inline-start: 4px solid var(--bad); }
.test-cards { display: grid; gap: .625rem; padding: 1rem; border-radius: var(--radius); background: var(--note); color: var(--note-text); font-size: .875rem; }
.test-cards h2 { font-size: .9375rem; }
.test-cards table { width: 100%; border-collapse: collapse; }
.test-cards th { padding: .1875rem .75rem .1875rem 0; text-align: start; font-weight: 400; white-space: nowrap; }
.test-cards td { width: 100%; padding: .1875rem 0; }

.sheet { width: 100%; max-width: 30rem; margin: clamp(1rem, 8vh, 6rem) auto; padding: 1.5rem 1.25rem; display: grid; gap: 1.25rem; background: var(--panel); border: 1px solid var(--line); border-radius: var(--radius); }
.sheet.wide { max-width: 60rem; margin-block: clamp(1rem, 4vh, 3rem); }
.choices { display: grid; gap: .75rem; }
.facts { display: grid; gap: .625rem; } .facts > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; } .facts dd { overflow-wrap: anywhere; min-width: 0; }
.scroll { overflow-x: auto; } .scroll table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
.scroll th, .scroll td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); text-align: start; white-space: nowrap; }
section { display: grid; gap: .75rem; }

@media (min-width: 62rem) {
  .checkout { grid-template: "summary payment" auto "aside payment" 1fr / 1fr 1fr; }
  .summary { grid-area: summary; padding: 4rem 4.5rem 2.5rem; border-bottom: 0; }
  .payment { grid-area: payment; padding: 4rem 4.5rem; border-inline-start: 1px solid var(--line); }
  .aside { grid-area: aside; padding: 0 4.5rem 3rem; background: none; }
  .summary .column, .aside .column { margin-inline: auto 0; } .payment .column { margin-inline: 0 auto; }
}
@media (max-width: 32rem) { .sheet, .sheet.wide { max-width: none; margin-block: 0; border: 0; border-radius: 0; min-height: 100vh; align-content: start; } }
${dashboardStyles}`;
