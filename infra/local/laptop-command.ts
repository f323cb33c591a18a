import { StartFault } from './ports.ts';
import { isRefusedConnection } from './simulator-address.ts';

/** Runs a command about the running laptop cloud; what the person at the keyboard can mend is told in a line. */
export async function laptopCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (isRefusedConnection(error))
      console.error('The laptop cloud is not running. Start it with: npm start');
    else console.error(error instanceof StartFault ? error.message : error);
    process.exitCode = 1;
  }
}
