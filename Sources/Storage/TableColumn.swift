import Postgres

/// A column of a table and where its value comes from: one statement writes one row, another very many.
struct TableColumn<Row>: Sendable {
    let name: String
    /// The value of one row.
    let value: @Sendable (Row) -> SQL
    /// The values of many rows, as an array.
    let values: @Sendable ([Row]) -> SQL

    /// - Parameter type: of the column; an array of values does not say it where all are NULL
    init<Value: SQLValue>(_ name: String, _ type: String, _ value: @escaping @Sendable (Row) -> Value) {
        self.name = name
        self.value = { row in "\(value(row))" }
        values = { rows in "\(rows.map(value))::\(raw: type)[]" }
    }
}

extension SQL {
    /// The names of columns, with commas between them.
    static func names<Row>(of columns: [TableColumn<Row>]) -> SQL {
        "\(raw: columns.map(\.name).joined(separator: ", "))"
    }

    /// The values of one row, with commas between them.
    static func values<Row>(of row: Row, _ columns: [TableColumn<Row>]) -> SQL {
        join(columns.map { $0.value(row) }, separator: ", ")
    }

    /// The values of many rows, an array for each column, with commas between them.
    static func arrays<Row>(of rows: [Row], _ columns: [TableColumn<Row>]) -> SQL {
        join(columns.map { $0.values(rows) }, separator: ", ")
    }
}
