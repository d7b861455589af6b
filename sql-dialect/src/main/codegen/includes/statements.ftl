<#-- EXPLAIN, SHOW, DESCRIBE. -->

SqlNode TgExplain() :
{
    SqlExplainQuery.Mode mode = SqlExplainQuery.Mode.PLAN;
    final SqlNode query;
    final Span s;
}
{
    <EXPLAIN> { s = span(); }
    [
        LOOKAHEAD(1)
        (
            <ANALYZE> { mode = SqlExplainQuery.Mode.ANALYZE; }
        |
            <SERVE> { mode = SqlExplainQuery.Mode.SERVE; }
        )
    ]
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    { return new SqlExplainQuery(s.end(this), mode, query); }
}

SqlNode TgShow() :
{
    SqlIdentifier schema = null;
    SqlNode pattern = null;
    final SqlShow.Subject subject;
    final Span s;
}
{
    <SHOW> { s = span(); }
    (
        <TABLES> { subject = SqlShow.Subject.TABLES; }
        [ <FROM> schema = SimpleIdentifier() ]
        [ <LIKE> pattern = StringLiteral() ]
    |
        <SOURCES> { subject = SqlShow.Subject.SOURCES; }
    |
        <SCHEMAS> { subject = SqlShow.Subject.SCHEMAS; }
    )
    { return new SqlShow(s.end(this), subject, schema, pattern); }
}

SqlNode TgDescribe() :
{
    final SqlIdentifier table;
    final Span s;
}
{
    ( <DESCRIBE> | <DESC> ) { s = span(); }
    table = CompoundIdentifier()
    { return new SqlDescribe(s.end(this), table); }
}
