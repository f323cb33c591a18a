import type { Piece, ServicePiece } from '../piece.ts';
import { aws } from '../support/aws.ts';
import { needed } from '../support/needed.ts';

const table: Piece = {
  needs: [aws, needed],
  imports: ['import functools', 'import json', 'from decimal import Decimal'],
  text: `@functools.cache
def open_table(name: str) -> Any:
    """A table of DynamoDB. Its client is made with the first call."""
    import boto3

    return boto3.resource("dynamodb", **aws_options(tries=3)).Table(name)


def to_item(value: Json) -> Json:
    """Numbers as DynamoDB's client takes them."""
    return json.loads(json.dumps(value), parse_float=Decimal)


def from_item(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: from_item(inner) for name, inner in value.items()}
    if isinstance(value, (list, set)):
        return [from_item(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value`,
};

export const putItem: ServicePiece = {
  needs: [table],
  text: `def put_item(self, table: Json, item: Json) -> Json:
    """Writes an item to a table, in place of the one with its key."""
    open_table(needed(table, "table")).put_item(Item=to_item(item))
    return item`,
};

export const getItem: ServicePiece = {
  needs: [table],
  text: `def get_item(self, table: Json, key: Json) -> Json:
    """Reads the item with a key; None when there is none."""
    answer = open_table(needed(table, "table")).get_item(Key=to_item(key))
    return from_item(answer.get("Item"))`,
};

export const queryItems: ServicePiece = {
  needs: [table],
  text: `def query_items(
    self, table: Json, key_name: Json, key_value: Json, limit: Json
) -> Json:
    """Reads the items of a partition, up to a limit."""
    query = {
        "KeyConditionExpression": "#key = :value",
        "ExpressionAttributeNames": {"#key": needed(key_name, "partition key")},
        "ExpressionAttributeValues": {":value": to_item(key_value)},
    }
    most, items = int(limit), []
    while len(items) < most:
        wanted = {**query, "Limit": most - len(items)}
        page = open_table(needed(table, "table")).query(**wanted)
        items += page["Items"]
        if "LastEvaluatedKey" not in page:
            break
        query["ExclusiveStartKey"] = page["LastEvaluatedKey"]
    return {"items": from_item(items), "count": len(items)}`,
};
