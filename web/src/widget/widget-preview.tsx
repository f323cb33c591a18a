import { inkOn, type WidgetForm } from './widget-words.ts';

/** How it looks when it is open, on a page of nobody's. The words are in the form beside it. */
export function WidgetPreview({
  form: { enabled, title, greeting, accentColor, position },
}: {
  form: WidgetForm;
}) {
  return (
    <figure className="min-w-0">
      <figcaption className="pb-1.5 font-semibold">Preview</figcaption>
      <div
        aria-hidden="true"
        className="flex min-h-64 flex-col justify-end gap-4 rounded-card border border-line bg-sunken p-4"
      >
        {enabled ? (
          <>
            <div
              className="rounded-card border border-t-4 border-[#e4e3dc] bg-[#ffffff] p-4 text-[#1b1c18] wrap-anywhere"
              style={{ borderTopColor: accentColor }}
            >
              <p className="font-semibold">{title}</p>
              <p className="pt-1 whitespace-pre-line">{greeting}</p>
            </div>
            <span
              className={`grid size-12 place-items-center rounded-full text-lg ${position === 'left' ? '' : 'self-end'}`}
              style={{ background: accentColor, color: inkOn(accentColor) }}
            >
              ?
            </span>
          </>
        ) : (
          <p className="m-auto text-muted">Switched off</p>
        )}
      </div>
    </figure>
  );
}
