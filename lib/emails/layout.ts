import { htmlEscape } from 'escape-goat';

export interface MailContent {
  subject: string;
  /** The first line that mail programs show beside the subject. */
  preview: string;
  heading: string;
  paragraphs: string[];
  /** Label and value, as on a receipt; the last row is the total. */
  rows?: [label: string, value: string][];
  action: { label: string; url: string };
  footer: string;
}

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const muted = 'color:#6b6c63;font-size:13px;line-height:20px';

function rowHtml([label, value]: [string, string], isTotal: boolean): string {
  const style = `padding:10px 0;border-top:1px solid #e4e3dc;${isTotal ? 'font-weight:600' : ''}`;
  return (
    htmlEscape`<tr><td style="${style};padding-right:12px;color:#6b6c63">${label}</td>` +
    htmlEscape`<td align="right" style="${style};font-variant-numeric:tabular-nums">${value}</td></tr>`
  );
}

function tableHtml(rows: [string, string][]): string {
  const body = rows.map((row, i) => rowHtml(row, i === rows.length - 1)).join('');
  return `<table role="presentation" width="100%" cellspacing="0" style="border-collapse:collapse;margin:8px 0 24px;font-size:14px">${body}</table>`;
}

/** The HTML part. Everything that came from outside is escaped; styles are inline because mail programs drop others. */
export function mailHtml({
  subject,
  preview,
  heading,
  paragraphs,
  rows = [],
  action,
  footer,
}: MailContent): string {
  const text = paragraphs.map(
    (line) => htmlEscape`<p style="margin:0 0 16px;font-size:15px;line-height:24px">${line}</p>`,
  );
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    htmlEscape`<title>${subject}</title></head>`,
    `<body style="margin:0;background:#fafaf7;color:#1b1c18;${font}">`,
    htmlEscape`<div style="display:none;max-height:0;overflow:hidden">${preview}</div>`,
    '<div style="max-width:520px;margin:0 auto;padding:32px 20px">',
    '<div style="font-size:18px;font-weight:600;color:#0f7b54;margin-bottom:20px">Cue</div>',
    '<div style="background:#ffffff;border:1px solid #e4e3dc;border-radius:8px;padding:28px">',
    htmlEscape`<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600">${heading}</h1>`,
    ...text,
    rows.length > 0 ? tableHtml(rows) : '',
    htmlEscape`<a href="${action.url}" style="display:inline-block;background:#0f7b54;color:#ffffff;text-decoration:none;padding:11px 18px;border-radius:6px;font-size:14px;font-weight:600">${action.label}</a>`,
    '</div>',
    htmlEscape`<p style="${muted};margin:20px 4px 0">${footer}</p>`,
    '</div></body></html>',
  ].join('');
}

export function mailText({ heading, paragraphs, rows = [], action, footer }: MailContent): string {
  const lines = rows.map(([label, value]) => `${label}: ${value}`);
  return [heading, ...paragraphs, lines.join('\n'), `${action.label}: ${action.url}`, footer]
    .filter((part) => part !== '')
    .join('\n\n');
}
