/** What only the dashboard needs, in the tokens of the sheet that it is part of. */
export const dashboardStyles = `
.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; z-index: 1; padding: .5rem 1rem; border-radius: 8px; background: var(--panel); }
.skip:focus { top: .5rem; }
.bar { background: var(--panel); border-bottom: 1px solid var(--line); padding: .75rem max(1.25rem, (100vw - 68rem) / 2) 0; }
.brand { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; font-weight: 650; }
.brand a { color: inherit; text-decoration: none; }
.bar ul { position: relative; display: flex; gap: .25rem; margin-inline: -.75rem; overflow-x: auto; list-style: none; scrollbar-width: none; }
.bar li a { display: flex; align-items: center; gap: .375rem; min-height: 44px; padding: 0 .75rem; border-bottom: 3px solid transparent; color: var(--quiet); font-size: .9375rem; font-weight: 550; text-decoration: none; white-space: nowrap; }
.bar li a:hover { color: var(--text); }
.bar li a:focus-visible { outline-offset: -3px; }
.bar li a[aria-current] { border-color: var(--accent); color: var(--text); }
.count { min-width: 1.25rem; padding: 0 .375rem; border-radius: 999px; background: var(--note); color: var(--note-text); font-size: .75rem; line-height: 1.25rem; text-align: center; }

.dashboard { display: grid; gap: 1.25rem; padding: 1.5rem max(1.25rem, (100vw - 68rem) / 2) 4rem; outline: none; }
.dashboard > *, .stack, .stack > *, .split > * { min-width: 0; }
.dashboard h1 { overflow-wrap: anywhere; } .dashboard h1.mono { font-size: 1.25rem; } .dashboard h2 { font-size: 1rem; }
.dashboard p { max-width: 46rem; overflow-wrap: anywhere; }
.heading { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; } .heading form { margin-inline-start: auto; }
.crumb { font-size: .875rem; margin-bottom: -1rem; } .crumb a { display: inline-flex; align-items: center; min-height: 40px; } .crumb a::before { content: "←"; margin-inline-end: .375rem; }
.filter, .empty { color: var(--quiet); }
.panel, .card, .dashboard > .scroll, .dashboard > .empty { padding: 1rem 1.25rem; background: var(--panel); border: 1px solid var(--line); border-radius: var(--radius); }
.split, .stack { display: grid; gap: 1.25rem; align-content: start; }
.card { gap: 1rem; }
.card .field label, .card .small { font-size: .875rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; }
.dashboard .facts { gap: .4375rem; font-size: .9375rem; } .dashboard .facts > div { display: grid; grid-template-columns: minmax(0, 7.5rem) minmax(0, 1fr); gap: .125rem 1rem; }
.items { display: grid; gap: .875rem; list-style: none; }
.items li { display: grid; gap: .375rem; } .items li + li { padding-top: .875rem; border-top: 1px solid var(--line); }
.items .what { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .625rem; }

.dashboard .scroll { position: relative; }
.dashboard .scroll th { color: var(--quiet); font-size: .8125rem; font-weight: 600; padding-block: .25rem; }
.dashboard .scroll td { height: 44px; padding-block: .25rem; font-size: .875rem; }
.dashboard .scroll tr > :last-child { padding-inline-end: 0; text-align: end; }
.dashboard .scroll tbody tr:last-child td { border-bottom: 0; }
.dashboard .scroll tbody tr:hover { background: color-mix(in srgb, var(--text) 3%, transparent); }
.dashboard td:first-child a { display: inline-flex; align-items: center; min-height: 40px; font-weight: 600; }
.dashboard td form { display: inline; }
.state { display: inline-block; padding: .0625rem .5rem; border-radius: 6px; font-size: .8125rem; font-weight: 600; white-space: nowrap; background: color-mix(in srgb, currentcolor 11%, transparent); }
.state.good { color: var(--good); } .state.bad { color: var(--bad); } .state.over { color: var(--quiet); } .state.waiting { background: var(--note); color: var(--note-text); }
.done { padding: .75rem 1rem; border-radius: 8px; background: color-mix(in srgb, var(--good) 11%, var(--panel)); color: var(--good); font-weight: 550; border-inline-start: 4px solid var(--good); }
/* Focused to be read out, not to be used. */
.done:focus, .dashboard .alert:focus { outline: none; }
select { width: 100%; min-height: 46px; padding: .5rem .75rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--field); color: inherit; font: inherit; text-overflow: ellipsis; }
button.slim { min-height: 34px; padding: .25rem .75rem; font-size: .875rem; }
.clipped { display: inline-block; max-width: 15rem; overflow: hidden; text-overflow: ellipsis; vertical-align: middle; }
.button.plain { background: transparent; border-color: var(--edge); color: var(--text); } .button.plain:hover { background: color-mix(in srgb, var(--text) 8%, transparent); color: var(--text); }
.pager { display: flex; justify-content: space-between; gap: .75rem; } .pager [rel=next] { margin-inline-start: auto; } .pager .button { min-height: 44px; }
.json { margin: 0; max-height: 36rem; overflow: auto; padding: .875rem 1rem; border-radius: 8px; background: var(--ground); font: .8125rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }

@media (min-width: 56rem) { .split { grid-template-columns: minmax(0, 1fr) 21rem; } }
@media (max-width: 56rem) { .extra { display: none; } }
@media (pointer: coarse) { button.slim { min-height: 40px; } }
@media (max-width: 32rem) {
  .dashboard { padding-inline: 1rem; gap: 1rem; } .panel, .card, .dashboard > .scroll, .dashboard > .empty { padding: .875rem 1rem; }
  .card > button { width: 100%; } .dashboard .scroll td, .dashboard .scroll th { padding-inline-end: .625rem; white-space: normal; } .dashboard td { overflow-wrap: anywhere; }
  .bar ul { flex-wrap: wrap; gap: 0; margin-inline: -.5rem; } .bar li a { min-height: 40px; padding: 0 .5rem; font-size: .875rem; } .bar { padding-inline: 1rem; }
  .state { white-space: normal; } .dashboard th, .dashboard td :is(time, button, .state, .amount) { overflow-wrap: normal; }
  .dashboard td .mono { font-size: .8125rem; } .clipped { max-width: 100%; white-space: normal; }
  .dashboard .facts > div { grid-template-columns: minmax(0, 5.5rem) minmax(0, 1fr); }
}
`;
