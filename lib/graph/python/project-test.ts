import type { Json } from '../graph.ts';
import type { Program } from '../program.ts';
import { type Scenario, scenariosOf } from '../scenarios.ts';
import { type SimulatedCall, sampleSetting } from '../simulate.ts';
import { settingsUsedBy } from '../used-pieces.ts';
import { brackets, type Doc, layOutLines, leaf, step } from './layout.ts';
import { commentText, quoted } from './literal.ts';
import { printJson } from './print-expression.ts';
import { snakeCase } from './snake-case.ts';

/** The test of an exported project: what each run asks of the services, in its order, offline. */
export function pythonTest(program: Program, event: Json): string {
  const settings = Object.fromEntries(settingsUsedBy(program).map((name) => [name, sampleSetting(name)]));
  return [
    beginning,
    ...layOutLines('', 'ENVIRONMENT = ', printJson(settings), ''),
    recorder,
    ...scenariosOf(program, event).flatMap(testOf),
    ending,
  ].join('\n');
}

function testOf({ title, event, calls }: Scenario, index: number): string[] {
  const inner = step + step;
  const expected = brackets('[', calls.map(printCall).map(asPart), ']');
  return [
    '',
    `${step}def test_${index === 0 ? 'example' : `way_${index + 1}`}(self) -> None:`,
    ...(title === '' ? [] : [`${inner}# ${commentText(title)}`]),
    ...layOutLines(inner, 'event = ', printJson(event), ''),
    ...layOutLines(inner, 'expected = ', expected, ''),
    `${inner}self.check(event, expected)`,
  ];
}

function printCall({ service, arguments: given, answer }: SimulatedCall): Doc {
  const entries = Object.entries(given)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [snakeCase(name), value]);
  const parts = [leaf(quoted(snakeCase(service))), printJson(Object.fromEntries(entries)), printJson(answer)];
  return brackets('(', parts.map(asPart), ')');
}

const asPart = (doc: Doc) => ({ before: '', doc });

const beginning = `"""Runs the workflow with examples and compares what it asks of its services.

\`python -m unittest\` needs no network, no settings and no packages.
"""

from __future__ import annotations

import os
import unittest
from typing import Any
from unittest import mock

import workflow
`;

const recorder = `

class Recorder:
    """Stands in for the services: answers in turn, and remembers what it was asked."""

    def __init__(self, answers: list[Any]) -> None:
        self.answers = answers
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, service: str) -> Any:
        def call(**given: Any) -> Any:
            told = {name: value for name, value in given.items() if value is not None}
            self.calls.append((service, told))
            return self.answers.pop(0) if self.answers else None

        return call


class WorkflowTest(unittest.TestCase):
    maxDiff = None

    def check(self, event: Any, expected: list[tuple[str, Any, Any]]) -> None:
        """Expected is each call: the service, what it is told, and what it answers."""
        recorder = Recorder([answer for _, _, answer in expected])
        with mock.patch.dict(os.environ, ENVIRONMENT):
            workflow.run(event, recorder)
        calls = [(service, told) for service, told, _ in expected]
        self.assertEqual(recorder.calls, calls)`;

const ending = `

if __name__ == "__main__":
    unittest.main()
`;
