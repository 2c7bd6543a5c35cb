// Imported so that its libraries, like all of Swift's own, are linked into the program.
import Foundation
import paydesk

Program.run()
