import { lineLike } from './param.ts';

export const tableName = lineLike(
  /^[A-Za-z0-9_.-]{3,255}$/,
  'Must be a table’s name, 3 to 255 letters, digits, _ . -',
);

export const tableField = { name: 'table', label: 'Table', input: 'text' } as const;
