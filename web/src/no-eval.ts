import * as z from 'zod/mini';

// Zod tries `new Function` to speed itself up, which the Content-Security-Policy refuses and reports.
// Imported before any schema is made.
z.config({ jitless: true });
