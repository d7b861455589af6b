<#-- CREATE SOURCE, CREATE TABLE, CREATE VIEW. -->

SqlNode TgCreate() :
{
    final SqlNode create;
    final Span s;
}
{
    <CREATE> { s = span(); }
    (
        create = TgCreateSource(s)
    |
        create = TgCreateTable(s)
    |
        create = TgCreateView(s)
    |
        create = TgCreatePolicy(s)
    |
        create = TgCreateMask(s)
    |
        create = TgCreateApi(s)
    )
    { return create; }
}

SqlNode TgCreateSource(Span s) :
{
    final SqlIdentifier name;
    final SqlNodeList properties;
}
{
    <SOURCE> name = SimpleIdentifier()
    <WITH> properties = TgOptions()
    { return new SqlCreateSource(s.end(this), name, properties); }
}

SqlNode TgCreateTable(Span s) :
{
    final SqlIdentifier name;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    SqlNodeList primaryKey = SqlNodeList.EMPTY;
    SqlNodeList partitionedBy = SqlNodeList.EMPTY;
    final SqlNode comment;
    final SqlNodeList properties;
    final Span body;
}
{
    <TABLE> name = CompoundIdentifier()
    { body = Span.of(); }
    [
        <LPAREN> { body.add(this); }
        (
            LOOKAHEAD(2)
            primaryKey = TgPrimaryKey()
        |
            TgColumn(columns)
            (
                LOOKAHEAD(2)
                <COMMA> TgColumn(columns)
            )*
            [ <COMMA> primaryKey = TgPrimaryKey() ]
        )
        <RPAREN> { body.add(this); }
    ]
    comment = TgComment()
    [ <PARTITIONED> <BY> partitionedBy = ParenthesizedSimpleIdentifierList() ]
    <WITH> properties = TgOptions()
    {
        return new SqlCreateTable(s.end(this), name,
            columns.isEmpty() ? SqlNodeList.EMPTY : new SqlNodeList(columns, body.pos()),
            primaryKey, comment, partitionedBy, properties);
    }
}

SqlNodeList TgPrimaryKey() :
{
    final SqlNodeList columns;
}
{
    <PRIMARY> <KEY> columns = ParenthesizedSimpleIdentifierList() [ <NOT> <ENFORCED> ]
    { return columns; }
}

void TgColumn(List<SqlNode> columns) :
{
    final SqlIdentifier name;
    SqlDataTypeSpec type;
    final SqlNode comment;
}
{
    name = SimpleIdentifier()
    type = DataType()
    [
        // The parameters of a misspelt type, so that the type is what is complained about.
        LOOKAHEAD({ getToken(1).kind == LPAREN })
        <LPAREN> UnsignedIntLiteral() [ <COMMA> UnsignedIntLiteral() ] <RPAREN>
    ]
    { type = type.withNullable(true); }
    [
        <NOT> <NULL> { type = type.withNullable(false); }
    |
        <NULL>
    ]
    comment = TgComment()
    { columns.add(new SqlColumn(Span.of(name, type).end(this), name, type, comment)); }
}

/** What a table or a column is about; null when nothing is said. */
SqlNode TgComment() :
{
    SqlNode comment = null;
}
{
    [ <COMMENT> comment = StringLiteral() ]
    { return comment; }
}

SqlNode TgCreateView(Span s) :
{
    final SqlIdentifier name;
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlNode comment;
    SqlNodeList properties = SqlNodeList.EMPTY;
    final SqlNode query;
    final Span text;
}
{
    <VIEW> name = CompoundIdentifier()
    [ columns = ParenthesizedSimpleIdentifierList() ]
    comment = TgComment()
    [ <WITH> properties = TgOptions() ]
    <AS>
    { text = Span.of(new SqlParserPos(getToken(1).beginLine, getToken(1).beginColumn)); }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new SqlCreateView(s.end(this), name, columns, comment, properties, query,
        text.end(this)); }
}

SqlNodeList TgOptions() :
{
    final List<SqlNode> properties = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LPAREN> { s = span(); }
    TgOption(properties)
    ( <COMMA> TgOption(properties) )*
    <RPAREN>
    { return new SqlNodeList(properties, s.end(this)); }
}

void TgOption(List<SqlNode> properties) :
{
    final SqlNode key;
    final SqlNode value;
}
{
    key = StringLiteral() <EQ> value = StringLiteral()
    { properties.add(new SqlOption(Span.of(key, value).pos(), key, value)); }
}

/** Type names that Calcite's grammar does not have. */
SqlTypeNameSpec TgTypeName() :
{
    int precision = -1;
    final SqlTypeName type;
    final Span s;
}
{
    <JSON> { return new SqlJsonTypeName(getPos()); }
|
    (
        ( <STRING> | <TEXT> ) { s = span(); type = SqlTypeName.VARCHAR; }
    |
        <BYTES> { s = span(); type = SqlTypeName.VARBINARY; }
    |
        <DATETIME> { s = span(); type = SqlTypeName.TIMESTAMP; } precision = PrecisionOpt()
    |
        <TIMESTAMP_LTZ> { s = span(); type = SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE; }
        precision = PrecisionOpt()
    )
    { return new SqlBasicTypeNameSpec(type, precision, s.end(this)); }
}
