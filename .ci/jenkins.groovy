// Runs a declarative Jenkinsfile as far as that goes without Jenkins, and prints which steps it would run, as JSON: [[name, argument], …].
//
//     groovy jenkins.groovy JENKINSFILE
//
// Groovy's own compiler reads it. Sections and steps are those of Jenkins and of the plugins that docs/ci/Jenkinsfile asks for, with the
// parameters that they have there; any other name is an error.
import groovy.json.JsonOutput

class Pipeline extends Script {
    static final SECTIONS = ['pipeline', 'agent', 'docker', 'stages', 'stage', 'steps', 'post', 'always']
    static final STEPS = [
        sh: [], image: [], sarif: ['pattern'],
        junit: ['testResults', 'allowEmptyResults'], recordIssues: ['tools'], archiveArtifacts: ['artifacts', 'allowEmptyArchive'],
    ]
    def ran = []

    def run() { null }

    def invokeMethod(String name, arguments) {
        def given = arguments as List
        if (name in SECTIONS) {
            def body = given.last()
            body.delegate = this
            body.resolveStrategy = Closure.DELEGATE_FIRST
            return body()
        }
        if (!STEPS.containsKey(name)) throw new MissingMethodException(name, Pipeline, given as Object[])
        def unknown = given[0] instanceof Map ? given[0].keySet() - STEPS[name] : []
        if (unknown) throw new IllegalArgumentException("`$name` has no parameter $unknown")
        if (name != 'sarif' && name != 'image') ran << [name, given[0]]
        return [(name): given[0]]
    }
}

def settings = new org.codehaus.groovy.control.CompilerConfiguration(scriptBaseClass: Pipeline.name)
def script = new GroovyShell(getClass().classLoader, new Binding(), settings).parse(new File(args[0]))
script.run()
println JsonOutput.toJson(script.ran)
