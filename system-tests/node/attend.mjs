// usage: node attend.mjs <email> <password> <command> [arguments...]
// Runs a program that asks in its output for somebody to sign in in a browser, and is that somebody. What the program
// prints and how it ends is passed on.
import { spawn } from 'node:child_process';
import { argv } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Person } from './person.mjs';

const AUTHORIZE = /https?:\/\/localhost:\d+\/authorize\?[^\s"'\x1b]+/;

/** Watches a stream for the address of a sign-in, goes there, and takes the answer to the program that waits for it. */
export function attend(person, ...streams) {
  const seen = new Set();
  for (const stream of streams) {
    let text = '';
    stream.on('data', (data) => {
      text += data;
      const end = text.lastIndexOf('\n') + 1;
      const [start] = AUTHORIZE.exec(text.slice(0, end)) ?? [];
      if (start && !seen.has(start)) {
        seen.add(start);
        text = text.slice(end);
        signIn(person, start);
      }
    });
  }
}

/** The program may name the address before it listens for the answer. */
async function signIn(person, start) {
  const callback = new URL(start).searchParams.get('redirect_uri');
  const back = await person.approve(callback, start);
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(back);
    } catch (error) {
      if (attempt === 50) {
        throw error;
      }
      await setTimeout(100);
    }
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [email, password, command, ...commandArguments] = argv.slice(2);
  const program = spawn(command, commandArguments, { stdio: ['ignore', 'pipe', 'pipe'] });
  program.stdout.pipe(process.stdout);
  program.stderr.pipe(process.stderr);
  attend(new Person(email, password), program.stdout, program.stderr);
  program.on('exit', (code) => process.exitCode = code ?? 1);
}
