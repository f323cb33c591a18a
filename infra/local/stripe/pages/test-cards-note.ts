import { testCards } from '../checkout/cards.ts';
import { html, type Markup } from './html.ts';

export function testCardsNote(): Markup {
  return html`<aside class="test-cards" aria-labelledby="test-cards">
<h2 id="test-cards">Test cards</h2>
<p>No money moves. Any future date and any three digits go with these numbers:</p>
<table><tbody>${testCards.map(({ number, title }) => html`<tr><th scope="row" class="mono">${grouped(number)}</th><td>${title}</td></tr>`)}</tbody></table>
</aside>`;
}

function grouped(number: string): string {
  return number.length === 15
    ? number.replace(/^(\d{4})(\d{6})/, '$1 $2 ')
    : number.replaceAll(/\d{4}(?=\d)/g, '$& ');
}
