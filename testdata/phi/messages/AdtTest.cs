public class AdtTest
{
    private const string Admission = @"MSH|^~\&|REG|NORTH|EHR|NORTH|20240105||ADT^A01|42|P|2.5
PID|1||4480217^^^NORTH^MR||Quillfeather^Odalys||19610314|F
";
}
