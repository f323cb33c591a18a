import { runLaptop } from '../laptop.ts';
import { freePort, laptopPorts, type Ports } from '../ports.ts';

/**
 * `npm start` on ports that a test may use while somebody's Cue is running:
 * `node start-on-free-ports.ts <data folder> [--fresh] …`. `API_PORT` sets one port.
 */
const [directory = ''] = process.argv.splice(2, 1);
const ports = { ...laptopPorts };
for (const part of Object.keys(ports) as (keyof Ports)[]) ports[part] = await freePort();
if (process.env.API_PORT) ports.api = Number(process.env.API_PORT);
await runLaptop({ ports, directory });
