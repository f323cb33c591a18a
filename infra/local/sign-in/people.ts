export interface Person {
  email: string;
  name: string;
  /** The GitHub login. */
  login: string;
  /** False: the provider has not checked that the address is theirs. */
  isVerified: boolean;
}

const person = (email: string, name: string, login: string, isVerified = true): Person => ({
  email,
  name,
  login,
  isVerified,
});

/**
 * Who can sign in on a laptop, with both providers. Only add at the end: the local GitHub numbers its users in
 * this order, and accounts in `.cue/` remember the numbers.
 */
export const people: readonly Person[] = [
  person('ada@example.com', 'Ada Lovelace', 'ada'),
  person('grace@example.com', 'Grace Hopper', 'grace'),
  person('alan@example.com', 'Alan Turing', 'alan'),
  person('katherine@example.com', 'Katherine Johnson', 'katherine'),
  person('edsger@example.com', 'Edsger Dijkstra', 'edsger'),
  person('barbara@example.com', 'Barbara Liskov', 'barbara'),
  person('donald@example.com', 'Donald Knuth', 'donald'),
  person('radia@example.com', 'Radia Perlman', 'radia'),
  person('tim@example.com', 'Tim Berners-Lee', 'tim'),
  person('frances@example.com', 'Frances Allen', 'frances'),
  person('dennis@gmail.com', 'Dennis Ritchie', 'dennis'),
  person('unverified@example.com', 'Una Verified', 'unverified', false),
  person('margaret@example.com', 'Margaret Hamilton', 'margaret'),
  person('hedy@example.com', 'Hedy Lamarr', 'hedy'),
];
