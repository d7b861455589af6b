<#-- GRANT, REVOKE, row policies, masks, APIs, imports. -->

SqlGrantee TgGrantee() :
{
    final boolean role;
    final SqlIdentifier name;
    final Span s;
}
{
    ( <ROLE> { s = span(); role = true; } | <USER> { s = span(); role = false; } )
    name = SimpleIdentifier()
    { return new SqlGrantee(s.end(this), role, name); }
}

SqlNode TgGrant() :
{
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlIdentifier table;
    final SqlGrantee grantee;
    final Span s;
}
{
    <GRANT> { s = span(); } <SELECT>
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <ON> table = CompoundIdentifier() <TO> grantee = TgGrantee()
    { return new SqlGrant(s.end(this), false, columns, table, grantee); }
}

SqlNode TgRevoke() :
{
    SqlNodeList columns = SqlNodeList.EMPTY;
    final SqlIdentifier table;
    final SqlGrantee grantee;
    final Span s;
}
{
    <REVOKE> { s = span(); } <SELECT>
    [ columns = ParenthesizedSimpleIdentifierList() ]
    <ON> table = CompoundIdentifier() <FROM> grantee = TgGrantee()
    { return new SqlGrant(s.end(this), true, columns, table, grantee); }
}

SqlNode TgCreatePolicy(Span s) :
{
    final SqlIdentifier name;
    final SqlIdentifier table;
    final SqlGrantee grantee;
    final SqlNode condition;
}
{
    <ROW> <POLICY> name = SimpleIdentifier()
    <ON> table = CompoundIdentifier() <TO> grantee = TgGrantee()
    <USING> <LPAREN> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    { return new SqlCreatePolicy(s.end(this), name, table, null, grantee, condition); }
}

SqlNode TgCreateMask(Span s) :
{
    final SqlIdentifier name;
    final SqlIdentifier table;
    final SqlIdentifier column;
    final SqlGrantee grantee;
    final SqlNode expression;
}
{
    <MASK> name = SimpleIdentifier()
    <ON> table = CompoundIdentifier() <LPAREN> column = SimpleIdentifier() <RPAREN>
    <TO> grantee = TgGrantee()
    <USING> <LPAREN> expression = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN>
    { return new SqlCreatePolicy(s.end(this), name, table, column, grantee, expression); }
}

SqlNode TgCreateApi(Span s) :
{
    final SqlIdentifier name;
    final List<SqlNode> parameters = new ArrayList<SqlNode>();
    final SqlNode version;
    final SqlNode query;
    final Span list;
}
{
    <API> name = CompoundIdentifier()
    <LPAREN> { list = span(); }
    [ TgApiParameter(parameters) ( <COMMA> TgApiParameter(parameters) )* ]
    <RPAREN> { list.add(this); }
    <VERSION> version = UnsignedNumericLiteral() <AS>
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    {
        return new SqlCreateApi(s.end(this), name, new SqlNodeList(parameters, list.pos()),
            version, query);
    }
}

void TgApiParameter(List<SqlNode> parameters) :
{
    final SqlIdentifier name;
    final SqlDataTypeSpec type;
    SqlNode byDefault = null;
}
{
    name = SimpleIdentifier() type = DataType()
    [ <DEFAULT_> byDefault = Expression(ExprContext.ACCEPT_NON_QUERY) ]
    { parameters.add(new SqlApiParameter(Span.of(name).end(this), name, type, byDefault)); }
}

SqlNode TgImport() :
{
    final SqlIdentifier from;
    final SqlIdentifier into;
    SqlNode pattern = null;
    final Span s;
}
{
    <IMPORT> { s = span(); } <TABLES> <FROM> from = CompoundIdentifier()
    <INTO> into = SimpleIdentifier()
    [ <LIKE> pattern = StringLiteral() ]
    { return new SqlImportTables(s.end(this), from, into, pattern); }
}
